#include "core/pdf/conformance/content_reader.h"

#include <qpdf/QPDFExc.hh>

namespace konkordat::pdf::conformance {

namespace {

constexpr int max_form_depth = 12;

} // namespace

void ContentReader::read_page(QPDFObjectHandle const& page, int number)
{
    m_page = number;
    m_where = page;
    m_resources.assign(1, page.getKey("/Resources"));
    read(page, [&](QPDFObjectHandle::ParserCallbacks& callbacks) { QPDFObjectHandle(page).parsePageContents(&callbacks); });
}

void ContentReader::read_appearance(QPDFObjectHandle const& stream, int number)
{
    m_page = number;
    m_in_appearance = true;
    m_where = stream;
    m_resources.assign(1, stream.getDict().getKey("/Resources"));
    read(stream, [&](QPDFObjectHandle::ParserCallbacks& callbacks) { QPDFObjectHandle(stream).parseAsContents(&callbacks); });
    m_in_appearance = false;
}

void ContentReader::read(QPDFObjectHandle const& owner, std::function<void(QPDFObjectHandle::ParserCallbacks&)> const& parse)
{
    m_states.assign(1, State {});
    m_marks.clear();
    m_owner = owner;
    m_operands.clear();
    try {
        parse(*this);
    } catch (QPDFExc const& error) {
        m_context.find(Rule::FileReadable, error.getMessageDetail(), owner, m_page);
    }
    if (!m_marks.empty())
        m_context.find(Rule::MarksBalanced, std::to_string(m_marks.size()) + " open at the end", owner, m_page);
    if (m_states.size() != 1)
        m_context.find(Rule::StateNesting, "q without Q", owner, m_page);
}

/// A form XObject is read where it is painted: its content takes part in the marks around it.
void ContentReader::paint_form(QPDFObjectHandle const& form)
{
    if (m_depth >= max_form_depth)
        return;
    QPDFObjectHandle const owner = m_owner;
    std::size_t const marks = m_marks.size();
    std::size_t const states = m_states.size();
    QPDFObjectHandle const resources = form.getDict().getKey("/Resources");
    m_resources.push_back(resources.isDictionary() ? resources : m_resources.back());
    m_owner = form;
    ++m_depth;
    ++m_form_uses[form.getObjGen()];
    std::vector<QPDFObjectHandle> operands;
    operands.swap(m_operands);
    try {
        QPDFObjectHandle(form).parseAsContents(this);
    } catch (QPDFExc const& error) {
        m_context.find(Rule::FileReadable, error.getMessageDetail(), form, m_page);
    }
    operands.swap(m_operands);
    --m_depth;
    if (m_marks.size() != marks)
        m_context.find(Rule::MarksBalanced, "", form, m_page);
    m_marks.resize(std::min(m_marks.size(), marks));
    m_states.resize(std::max<std::size_t>(std::min(m_states.size(), states), 1));
    m_owner = owner;
    m_resources.pop_back();
}

void ContentReader::finish()
{
    for (auto const& [key, mark] : m_context.contents.marks) {
        if (auto const uses = m_form_uses.find(key.first); uses != m_form_uses.end() && uses->second > 1) {
            m_context.find(Rule::FormContentOnce, "", m_context.pdf.getObject(key.first));
            m_form_uses.erase(uses);
        }
    }
}

void check_contents(Context& context)
{
    ContentReader reader(context);
    for (std::size_t i = 0; i < context.pages.size(); ++i) {
        int const number = static_cast<int>(i) + 1;
        reader.read_page(context.pages[i], number);
        for (QPDFObjectHandle const& annotation : items_of(context.pages[i].getKey("/Annots"))) {
            QPDFObjectHandle const appearance = annotation.isDictionary() ? annotation.getKey("/AP") : QPDFObjectHandle::newNull();
            if (appearance.isDictionary() && appearance.getKey("/N").isStream())
                reader.read_appearance(appearance.getKey("/N"), number);
        }
    }
    reader.finish();
}

} // namespace konkordat::pdf::conformance
