#pragma once

#include "core/layout/document.h"
#include "core/layout/page.h"
#include "core/layout/style.h"
#include "core/layout/typesetter.h"
#include "core/richtext/resolve.h"

#include <map>
#include <string>
#include <vector>

namespace konkordat::layout {

/// What a template is named as in the documents that build on it.
struct SourceNote {
    LanguageMap title;
    std::string publisher;
    int year = 0;
};

/// A report in one language, printed behind the agreement on request. It is not part of it.
struct Report {
    struct Section {
        std::string title;
        std::vector<std::vector<std::string>> rows; ///< as many cells as `columns`
    };
    std::string title;
    std::string introduction;
    std::vector<std::string> columns;
    std::vector<Section> sections;
};

/// What footnotes say of the law that clauses rest on.
struct Citations {
    std::map<std::string, LanguageMap, std::less<>> texts; ///< "Art. 182 StGB (SR 311.0)", by id in the register; what is not there gets no note
    std::optional<Date> as_of;                             ///< the day for which the register states the law
};

struct LayoutOptions {
    std::vector<Language> languages = {};      ///< versions in this order; empty: all of the agreement's
    richtext::VariableTexts variable_texts = {}; ///< labels for what is still open
    std::optional<SourceNote> source = {};
    Citations citations = {};
    StyleSheet style = {};
    std::map<Language, Report> reports = {};
};

/// The agreement as a tree of meaning, one part a language. Texts are cleaned: control characters are left out and reported.
/// Errors: InvalidArgument for a language the agreement does not have; those of missing resources.
[[nodiscard]] Result<Document> compose_document(World&, Agreement const&, LayoutOptions const&, std::vector<Finding>&);

/// Pages for a document. Pure: the same document and style give the same pages, whatever the typesetter set before.
[[nodiscard]] LaidOutDocument lay_out(Document const&, StyleSheet const&, Typesetter&);

/// Both, with the fonts that ship with the program. Pure but for the resources read through World; the clock is not asked.
/// Errors: as compose_document, and those of a font that is missing or malformed.
[[nodiscard]] Result<LaidOutDocument> layout_agreement(World&, Agreement const&, LayoutOptions const&);
/// With a typesetter that is kept, what did not change since the last documents is not set anew.
[[nodiscard]] Result<LaidOutDocument> layout_agreement(World&, Typesetter&, Agreement const&, LayoutOptions const&);

} // namespace konkordat::layout
