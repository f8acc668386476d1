#include "core/pdf/conformance/content_reader.h"

#include <algorithm>
#include <array>

namespace konkordat::pdf::conformance {

namespace {

constexpr std::size_t max_states = 28; // ISO 19005-3 6.1.13
constexpr std::size_t max_operands = 10'000;

constexpr std::array<std::string_view, 21> silent_operators { "w", "J", "j", "M", "d", "i", "cm", "m", "l", "c", "v", "y", "h", "re", "W",
    "W*", "n", "d0", "d1", "BX", "EX" };
constexpr std::array<std::string_view, 11> painting_operators { "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "EI" };
constexpr std::array<std::string_view, 10> text_operators { "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tr", "Ts", "Td", "TD" };

template <std::size_t count>
bool is_one_of(std::string_view value, std::array<std::string_view, count> const& allowed)
{
    return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

} // namespace

void ContentReader::handleObject(QPDFObjectHandle object)
{
    if (object.isOperator()) {
        execute(object.getOperatorValue());
        m_operands.clear();
    } else if (object.isInlineImage()) {
        paint();
    } else if (m_operands.size() < max_operands) {
        m_operands.push_back(object);
    }
}

void ContentReader::execute(std::string const& name)
{
    bool const known = execute_state(name) || execute_mark(name) || execute_text(name) || execute_colour(name) || execute_painting(name)
        || is_one_of(name, silent_operators) || name == "MP" || name == "DP" || name == "BI" || name == "ID";
    if (!known)
        m_context.find(Rule::Operator, name, m_owner, m_page);
}

bool ContentReader::execute_state(std::string const& name)
{
    if (name == "q") {
        m_states.push_back(m_states.back());
        if (m_states.size() - 1 > max_states)
            m_context.find(Rule::StateNesting, std::to_string(m_states.size() - 1), m_owner, m_page);
    } else if (name == "Q") {
        if (m_states.size() > 1)
            m_states.pop_back();
        else
            m_context.find(Rule::StateNesting, "Q without q", m_owner, m_page);
    } else if (name == "gs") {
        if (!m_operands.empty())
            (void)resource("/ExtGState", m_operands.back());
    } else if (name == "ri") {
        std::string const intent = m_operands.empty() ? "" : name_of(m_operands.back());
        if (intent != "RelativeColorimetric" && intent != "AbsoluteColorimetric" && intent != "Perceptual" && intent != "Saturation")
            m_context.find(Rule::RenderingIntent, intent, m_owner, m_page);
    } else {
        return false;
    }
    return true;
}

bool ContentReader::execute_text(std::string const& name)
{
    if (name == "Tf") {
        QPDFObjectHandle const font = m_operands.size() < 2 ? QPDFObjectHandle::newNull() : resource("/Font", m_operands[0]);
        m_states.back().font = m_fonts.get(m_context, font);
    } else if (name == "Tj" || name == "'" || name == "\"") {
        if (!m_operands.empty())
            show(m_operands.back());
    } else if (name == "TJ") {
        for (QPDFObjectHandle const& item : m_operands.empty() ? std::vector<QPDFObjectHandle> {} : items_of(m_operands.back())) {
            if (item.isString())
                show(item);
        }
    } else {
        return is_one_of(name, text_operators) || name == "Tm" || name == "T*";
    }
    return true;
}

bool ContentReader::execute_colour(std::string const& name)
{
    if (name == "rg" || name == "RG")
        device_colour("DeviceRGB");
    else if (name == "k" || name == "K")
        device_colour("DeviceCMYK");
    else if (name == "g" || name == "G")
        device_colour("DeviceGray");
    else if (name == "cs" || name == "CS") {
        std::string const space = m_operands.empty() ? "" : name_of(m_operands.back());
        if (space.starts_with("Device"))
            device_colour(space);
        else if (space != "Pattern" && !m_operands.empty())
            (void)resource("/ColorSpace", m_operands.back());
    } else {
        return name == "sc" || name == "scn" || name == "SC" || name == "SCN";
    }
    return true;
}

void ContentReader::device_colour(std::string const& space)
{
    QPDFObjectHandle const spaces = m_resources.back().isDictionary() ? m_resources.back().getKey("/ColorSpace")
                                                                      : QPDFObjectHandle::newNull();
    std::string const replaced = "/Default" + space.substr(6);
    if (spaces.isDictionary() && spaces.hasKey(replaced))
        return;
    std::string const& output = m_context.output_space;
    bool const fits = space == "DeviceGray" ? !output.empty() : space == "DeviceRGB" ? output == "RGB " : output == "CMYK";
    if (!fits)
        m_context.find(Rule::DeviceColour, space, m_owner, m_page);
}

bool ContentReader::execute_mark(std::string const& name)
{
    if (name == "BMC" || name == "BDC")
        begin_mark(name == "BDC");
    else if (name == "EMC")
        end_mark();
    else
        return false;
    return true;
}

bool ContentReader::is_artifact() const
{
    return std::any_of(m_marks.begin(), m_marks.end(), [](Mark const& mark) { return mark.artifact; });
}

bool ContentReader::is_tagged() const
{
    return std::any_of(m_marks.begin(), m_marks.end(), [](Mark const& mark) { return mark.mcid.has_value(); });
}

bool ContentReader::is_marked() const { return is_artifact() || is_tagged(); }

bool ContentReader::has_replacement() const
{
    return std::any_of(m_marks.begin(), m_marks.end(), [](Mark const& mark) { return mark.replacement.has_value(); });
}

void ContentReader::begin_mark(bool has_properties)
{
    Mark mark { .tag = m_operands.empty() ? "" : name_of(m_operands.front()) };
    QPDFObjectHandle properties = has_properties && m_operands.size() > 1 ? m_operands[1] : QPDFObjectHandle::newNull();
    if (properties.isName())
        properties = resource("/Properties", properties);
    mark.artifact = mark.tag == "Artifact";
    if (properties.isDictionary()) {
        if (properties.getKey("/MCID").isInteger() && !mark.artifact)
            mark.mcid = properties.getKey("/MCID").getIntValueAsInt();
        if (properties.getKey("/ActualText").isString())
            mark.replacement = text_of(properties.getKey("/ActualText"));
        if (QPDFObjectHandle const language = properties.getKey("/Lang"); language.isString() && !is_language_tag(text_of(language)))
            m_context.find(Rule::LanguageTag, text_of(language), m_owner, m_page);
    }
    if (mark.artifact && is_tagged())
        m_context.find(Rule::ArtifactInContent, "", m_owner, m_page);
    if (mark.mcid && is_artifact())
        m_context.find(Rule::ContentInArtifact, "MCID " + std::to_string(*mark.mcid), m_owner, m_page);
    if (mark.artifact) {
        check_artifact(properties);
        if (m_page > 0)
            m_context.contents.pages[static_cast<std::size_t>(m_page) - 1].artifacts.emplace_back();
    }
    if (mark.mcid) {
        MarkedContent& content = m_context.contents.marks[{ m_owner.getObjGen(), *mark.mcid }];
        content.tag = mark.tag;
        content.page = m_page;
        if (++content.begins == 2 && m_depth == 0)
            m_context.find(Rule::ContentOnce, "MCID " + std::to_string(*mark.mcid), m_owner, m_page);
    }
    m_marks.push_back(std::move(mark));
    if (m_marks.back().replacement) {
        std::string const replacement = *m_marks.back().replacement;
        m_marks.back().replacement.reset();
        if (!has_replacement())
            say(replacement);
        m_marks.back().replacement = replacement;
    }
}

void ContentReader::check_artifact(QPDFObjectHandle const& properties)
{
    if (!properties.isDictionary())
        return;
    std::string const type = name_of(properties.getKey("/Type"));
    std::string const subtype = name_of(properties.getKey("/Subtype"));
    bool const fits = type == "Pagination"
        ? subtype.empty() || subtype == "Header" || subtype == "Footer" || subtype == "Watermark"
        : (type.empty() || type == "Layout" || type == "Page" || type == "Background") && subtype.empty();
    if (!fits)
        m_context.find(Rule::ArtifactKind, type + " " + subtype, m_owner, m_page);
}

void ContentReader::end_mark()
{
    if (m_marks.empty())
        m_context.find(Rule::MarksBalanced, "EMC without BMC", m_owner, m_page);
    else
        m_marks.pop_back();
}

bool ContentReader::execute_painting(std::string const& name)
{
    if (is_one_of(name, painting_operators)) {
        paint();
        return true;
    }
    if (name != "Do")
        return false;
    QPDFObjectHandle const object = m_operands.empty() ? QPDFObjectHandle::newNull() : resource("/XObject", m_operands.back());
    if (!object.isStream())
        return true;
    if (is_name(object.getDict().getKey("/Subtype"), "Form")) {
        paint_form(object);
        return true;
    }
    paint();
    std::string const space = name_of(object.getDict().getKey("/ColorSpace"));
    if (space.starts_with("Device"))
        device_colour(space);
    return true;
}

void ContentReader::paint()
{
    if (!m_in_appearance && !is_marked())
        m_context.find(Rule::ContentTagged, "", m_owner, m_page);
}

void ContentReader::show(QPDFObjectHandle const& text)
{
    paint();
    CheckedFont* font = m_states.back().font;
    if (font == nullptr || !text.isString())
        return;
    std::string const bytes = text.getStringValue();
    bool const replaced = has_replacement();
    for (std::size_t at = 0; at + font->code_length() <= bytes.size(); at += font->code_length()) {
        std::uint32_t code = static_cast<unsigned char>(bytes[at]);
        if (font->code_length() == 2)
            code = code << 8U | static_cast<unsigned char>(bytes[at + 1]);
        std::string const meaning = font->use(code, replaced, m_page);
        if (!replaced)
            say(meaning);
    }
}

/// Gives the text to the innermost marked content, or to the artifact.
void ContentReader::say(std::string const& text)
{
    if (m_in_appearance || m_page == 0)
        return;
    if (is_artifact()) {
        m_context.contents.pages[static_cast<std::size_t>(m_page) - 1].artifacts.back() += text;
        return;
    }
    for (auto mark = m_marks.rbegin(); mark != m_marks.rend(); ++mark) {
        if (mark->mcid) {
            m_context.contents.marks[{ m_owner.getObjGen(), *mark->mcid }].text += text;
            return;
        }
    }
}

QPDFObjectHandle ContentReader::resource(char const* kind, QPDFObjectHandle const& name)
{
    QPDFObjectHandle const& resources = m_resources.back();
    QPDFObjectHandle const group = resources.isDictionary() ? resources.getKey(kind) : QPDFObjectHandle::newNull();
    if (group.isDictionary() && name.isName() && group.hasKey(name.getName()))
        return group.getKey(name.getName());
    m_context.find(Rule::ResourceExists, kind + std::string(" ") + name_of(name), m_owner, m_page);
    return QPDFObjectHandle::newNull();
}

} // namespace konkordat::pdf::conformance
