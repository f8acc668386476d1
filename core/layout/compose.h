#pragma once

#include "core/layout/clause_cache.h"
#include "core/layout/layout.h"
#include "core/layout/layout_cache.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace konkordat::layout {

/// As declared in layout.h, with the words at hand. `clauses` may be null; else it has begun this document.
[[nodiscard]] Result<Document> compose_document(
    richtext::Words const&, Agreement const&, LayoutOptions const&, std::vector<Finding>&, ClauseCache* clauses);

/// What laying out needs beside the agreement.
struct LayoutTools {
    richtext::Words const& words;
    Typesetter& typesetter;
    ClauseCache* clauses = nullptr;
    LayoutCache* pages = nullptr;
};
/// As declared in layout.h, with what is kept.
[[nodiscard]] LaidOutDocument lay_out(Document const&, StyleSheet const&, Typesetter&, LayoutCache&);
/// As layout_agreement(), with tools that may be kept.
[[nodiscard]] Result<LaidOutDocument> layout_with(LayoutTools const&, Agreement const&, LayoutOptions const&);

/// Writes one language version of an agreement as a tree.
class PartComposer {
public:
    /// All references outlive the composer.
    PartComposer(Agreement const&, Language, richtext::Words const&, LayoutOptions const&, std::vector<Finding>&, ClauseCache*);

    [[nodiscard]] Part compose();

private:
    // Cover and clauses: compose.cpp
    void add_cover();
    void add_clause(Clause const&, std::string const& number);
    void end_piece(std::shared_ptr<void const> origin);
    void add_new_clause(Clause const&, std::string const& number);
    void add_heading(Clause const&, std::string const& number);
    [[nodiscard]] std::string citations_of(Clause const&) const;
    void add_note(Spans& marked, std::string text);
    void add_body(Clause const&);
    [[nodiscard]] Block convert(richtext::Block const&, std::size_t depth);
    [[nodiscard]] Spans convert(std::vector<richtext::Run> const&);
    void add(Block);
    void add_paragraph(ParagraphRole, Spans);
    void add_cover_lines(std::string_view label_key, Spans);
    void add_source_notes();
    [[nodiscard]] Spans mandate_spans();
    [[nodiscard]] Spans parties_spans();
    [[nodiscard]] std::string state_text();

    /// Without control characters, which are reported.
    [[nodiscard]] std::string clean(std::string_view text);
    [[nodiscard]] Spans plain(std::string_view text);
    [[nodiscard]] Spans word(std::string_view key);
    /// With a capital at its start, as labels and cells have it.
    [[nodiscard]] Spans label(std::string_view text);
    [[nodiscard]] Spans open(std::string_view key) const;
    /// "[offen: {label}]"
    [[nodiscard]] Spans open_value(std::string_view label) const;
    [[nodiscard]] std::string_view local(LanguageMap const&) const;

    // Blocks from data: compose_blocks.cpp
    void add_generated(Generated);
    void add_members();
    void add_member_table(Group);
    void add_contacts();
    void add_responsibilities();
    void add_procedure();
    void add_chart();
    void add_signatures();
    void add_report(Report const&);
    [[nodiscard]] Cell cell(Spans);
    [[nodiscard]] Cell text_cell(std::string_view text);
    [[nodiscard]] Cell member_cell(Membership const&);
    [[nodiscard]] std::vector<Cell> contact_row(Contact const&, bool with_period);
    [[nodiscard]] Cell contact_details(Contact const&);
    [[nodiscard]] Cell step_title(ProcedureStep const&);
    [[nodiscard]] std::vector<Cell> procedure_row(ProcedureStep const&);
    [[nodiscard]] std::vector<Cell> head(std::vector<std::string_view> const& keys);
    [[nodiscard]] std::vector<std::string> period(std::optional<Date> const& from, std::optional<Date> const& until);
    [[nodiscard]] std::string organisation_name(OrganisationId const&);
    [[nodiscard]] std::string short_name(OrganisationId const&);
    [[nodiscard]] std::string responsible_for(ProcedureStep const&, ResponsibilityKind);
    void add_abbreviations();

    Agreement const& m_agreement;
    Language m_language;
    richtext::Words const& m_words;
    LayoutOptions const& m_options;
    std::vector<Finding>& m_findings;
    ClauseCache* m_clauses; ///< or null
    richtext::Resolver m_resolver;
    ClauseId m_clause;
    std::set<std::pair<std::string, std::string>> m_reported; ///< clause and detail
    std::set<OrganisationId> m_abbreviated;                   ///< in the table under way
    Part m_part;
};

} // namespace konkordat::layout
