#include "core/layout/paginate.h"

#include <optional>
#include <utility>

namespace konkordat::layout {

namespace {

enum class Align { Left, Right };

/// One line at most `measure` wide, with an ellipsis if it had to be cut; starts or ends at `x`.
GlyphRun running_text(
    std::string const& text, Language language, StyleSheet const& style, Length measure, Point at, Align align, Typesetter& typesetter)
{
    ParagraphStyle const paragraph { .size = style.running.size, .language = language };
    SharedLines lines = typesetter.break_paragraph({ Span { .text = text } }, paragraph, measure);
    if (lines->size() > 1) {
        lines = typesetter.break_paragraph({ Span { .text = text } }, paragraph, measure - style.running.size * 2);
        std::string cut = lines->front().runs.front().text();
        while (!cut.empty() && cut.back() == ' ')
            cut.pop_back();
        lines = typesetter.break_paragraph({ Span { .text = cut + "\u00A0…" } }, paragraph, measure);
    }
    GlyphRun run { .size = style.running.size, .colour = style.quiet, .origin = at };
    if (lines->front().runs.empty())
        return run;
    run.shaped = lines->front().runs.front().shaped;
    run.width = lines->front().width;
    if (align == Align::Right)
        run.origin.x -= run.width;
    return run;
}

std::string replaced(std::string text, std::string_view name, std::string const& value)
{
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
        text.replace(at, name.size(), value);
    return text;
}

/// Word across the page, from its lower left to its upper right.
GlyphRun watermark(std::string const& text, Language language, StyleSheet const& style, Typesetter& typesetter)
{
    constexpr Turn rising { 573'576, 819'152 }; // 55 degrees, an A4 page's diagonal
    constexpr Length largest = points(96);
    FaceMetrics const& metrics = typesetter.face(FontStyle::Bold).metrics();
    GlyphRun run { .style = FontStyle::Bold, .size = largest, .colour = style.watermark, .turn = rising };
    run.shaped = typesetter.shape(text, FontStyle::Bold, language);
    run.width = typesetter.width_of(*run.shaped, FontStyle::Bold, run.size);
    Length const room = style.page_height * 7 / 10;
    if (run.width > room) {
        run.size = run.size * room / run.width;
        run.width = typesetter.width_of(*run.shaped, FontStyle::Bold, run.size);
    }
    Length const half_height = scale_units(metrics.cap_height, run.size, metrics.units_per_em) / 2;
    auto along = [](Length length, std::int64_t millionths) { return length * millionths / 1'000'000; };
    run.origin = { style.page_width / 2 - along(run.width / 2, rising.cosine) + along(half_height, rising.sine),
        style.page_height / 2 + along(run.width / 2, rising.sine) + along(half_height, rising.cosine) };
    return run;
}

class PageFinisher {
public:
    /// All references outlive it.
    PageFinisher(RunningTexts const& texts, StyleSheet const& style, Typesetter& typesetter, LaidOutDocument const& document)
        : m_texts(texts)
        , m_style(style)
        , m_typesetter(typesetter)
        , m_document(document)
    {
    }

    /// Of the page with that index. What has been finished alike stays as it is.
    [[nodiscard]] PageItems const& finish(PageBody& body, std::size_t page, bool is_first)
    {
        std::string key = key_of(body, page, is_first);
        if (body.finished_as == key)
            return body.finished;
        std::vector<PageItem> items;
        items.reserve(body.items.size() + 6);
        if (!m_texts.watermark.empty())
            items.push_back(watermark_item());
        std::size_t const first = items.size();
        items.insert(items.end(), body.items.begin(), body.items.end());
        for (PageBody::PageNumber const& number : body.page_numbers)
            set_page_number(std::get<GlyphRun>(items[first + number.item].shape), number.anchor);
        add_running_texts(items, page, is_first);
        body.finished_as = std::move(key);
        body.finished = PageItems(std::move(items));
        return body.finished;
    }

private:
    /// All that is not the body's own.
    [[nodiscard]] std::string key_of(PageBody const& body, std::size_t page, bool is_first) const
    {
        std::string key = std::to_string(page) + (is_first ? "/first/" : "/") + std::to_string(m_document.pages.size());
        for (PageBody::PageNumber const& number : body.page_numbers) {
            auto const anchor = m_document.anchors.find(number.anchor);
            key += anchor == m_document.anchors.end() ? " -" : " " + std::to_string(anchor->second.page);
        }
        // Texts hold no control character but the line break.
        for (std::string const& text :
            { std::string(language_code(m_texts.language)), m_texts.head, m_texts.state, m_texts.page_of_pages, m_texts.watermark }) {
            key += '\0';
            key += text;
        }
        return key;
    }

    [[nodiscard]] PageItem const& watermark_item()
    {
        if (!m_watermark)
            m_watermark = PageItem { .shape = watermark(m_texts.watermark, m_texts.language, m_style, m_typesetter),
                .artifact = ArtifactKind::Watermark };
        return *m_watermark;
    }

    void set_page_number(GlyphRun& run, std::string const& anchor_key)
    {
        auto const anchor = m_document.anchors.find(anchor_key);
        if (anchor == m_document.anchors.end())
            return;
        run.shaped = m_typesetter.shape(std::to_string(anchor->second.page + 1), run.style, Language::German);
        run.width = m_typesetter.width_of(*run.shaped, run.style, run.size);
        run.origin.x -= run.width;
    }

    void add_running_texts(std::vector<PageItem>& items, std::size_t page, bool is_first)
    {
        Length const left = m_style.margin_left;
        Length const width = whole_width(m_style).width;
        auto put = [&](auto shape, ArtifactKind kind) { items.push_back(PageItem { .shape = std::move(shape), .artifact = kind }); };
        auto line_at = [&](Length y) { return FilledRectangle { { left, y, width, m_style.thin_line }, m_style.hairline }; };
        auto text = [&](std::string const& words, Length measure, Point at, Align align) {
            return running_text(words, m_texts.language, m_style, measure, at, align, m_typesetter);
        };
        if (!is_first) {
            put(text(m_texts.head, width, { left, m_style.header_baseline }, Align::Left), ArtifactKind::Header);
            put(line_at(m_style.header_baseline + points(6)), ArtifactKind::Header);
        }
        std::string const number = replaced(
            replaced(m_texts.page_of_pages, "{page}", std::to_string(page + 1)), "{pages}", std::to_string(m_document.pages.size()));
        put(line_at(m_style.footer_baseline - points(14)), ArtifactKind::Footer);
        put(text(m_texts.state, width * 2 / 3, { left, m_style.footer_baseline }, Align::Left), ArtifactKind::Footer);
        put(text(number, width / 3, { left + width, m_style.footer_baseline }, Align::Right), ArtifactKind::Footer);
    }

    RunningTexts const& m_texts;
    StyleSheet const& m_style;
    Typesetter& m_typesetter;
    LaidOutDocument const& m_document;
    std::optional<PageItem> m_watermark;
};

} // namespace

RunningTexts running_texts(Part const& part)
{
    return { .language = part.language,
        .head = part.running_head,
        .state = part.running_state,
        .page_of_pages = part.page_of_pages,
        .watermark = part.watermark };
}

RunningTexts running_texts(Part const& left, Part const& right)
{
    auto both = [](std::string const& a, std::string const& b) { return a == b || b.empty() ? a : a + "  /  " + b; };
    return { .language = left.language,
        .head = both(left.running_head, right.running_head),
        .state = both(left.running_state, right.running_state),
        .page_of_pages = both(left.page_of_pages, right.page_of_pages),
        .watermark = both(left.watermark, right.watermark) };
}

void finish_pages(std::span<std::shared_ptr<PageBody> const> bodies, RunningTexts const& texts, StyleSheet const& style,
    Typesetter& typesetter, std::size_t first_page, LaidOutDocument& document)
{
    PageFinisher finisher(texts, style, typesetter, document);
    for (std::size_t i = 0; i < bodies.size(); ++i)
        document.pages[first_page + i].items = finisher.finish(*bodies[i], first_page + i, i == 0);
}

} // namespace konkordat::layout
