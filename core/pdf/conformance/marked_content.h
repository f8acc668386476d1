#pragma once

#include <qpdf/QPDFObjGen.hh>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace konkordat::pdf::conformance {

/// One marked content sequence.
struct MarkedContent {
    std::string tag = {};
    std::string text = {};  ///< UTF-8, as ToUnicode and ActualText give it
    int begins = 0;         ///< how often it begins
    int page = 0;           ///< from 1
};

struct PageText {
    std::vector<std::string> artifacts = {}; ///< text of each artifact, in the order of the content
};

struct MarkedContents {
    /// By the object that has the content (page or form XObject) and MCID.
    std::map<std::pair<QPDFObjGen, int>, MarkedContent> marks = {};
    std::vector<PageText> pages = {};
};

} // namespace konkordat::pdf::conformance
