#pragma once

#include "core/pdf/conformance/context.h"
#include "core/pdf/conformance/fonts.h"

#include <functional>
#include <optional>

namespace konkordat::pdf::conformance {

/// Follows content streams operator by operator: what is painted, within which marks, with which fonts and colours.
class ContentReader final : public QPDFObjectHandle::ParserCallbacks {
public:
    explicit ContentReader(Context& context)
        : m_context(context)
    {
    }

    void read_page(QPDFObjectHandle const& page, int number);
    /// Of an annotation: what it paints belongs to the annotation and needs no marks.
    void read_appearance(QPDFObjectHandle const& stream, int number);
    /// After all pages.
    void finish();

    void handleObject(QPDFObjectHandle object) override;
    void handleEOF() override { }

private:
    struct Mark {
        std::string tag = {};
        std::optional<int> mcid = {};
        bool artifact = false;
        std::optional<std::string> replacement = {}; ///< ActualText
    };
    struct State {
        CheckedFont* font = nullptr;
    };

    void read(QPDFObjectHandle const& owner, std::function<void(QPDFObjectHandle::ParserCallbacks&)> const& parse);
    void paint_form(QPDFObjectHandle const& form);

    void execute(std::string const& name);
    bool execute_state(std::string const& name);
    bool execute_text(std::string const& name);
    bool execute_colour(std::string const& name);
    bool execute_mark(std::string const& name);
    bool execute_painting(std::string const& name);

    void begin_mark(bool has_properties);
    void check_artifact(QPDFObjectHandle const& properties);
    void end_mark();
    void paint();
    void show(QPDFObjectHandle const& text);
    void say(std::string const& text);
    void device_colour(std::string const& space);
    [[nodiscard]] bool is_marked() const;
    [[nodiscard]] bool is_artifact() const;
    [[nodiscard]] bool is_tagged() const;
    [[nodiscard]] bool has_replacement() const;
    /// Of the kind, by the name among the operands; reported if it does not exist.
    [[nodiscard]] QPDFObjectHandle resource(char const* kind, QPDFObjectHandle const& name);

    Context& m_context;
    FontCache m_fonts;
    QPDFObjectHandle m_where;
    QPDFObjectHandle m_owner; ///< page or form whose content is being read
    std::vector<QPDFObjectHandle> m_resources;
    std::vector<QPDFObjectHandle> m_operands;
    std::vector<State> m_states;
    std::vector<Mark> m_marks;
    std::map<QPDFObjGen, int> m_form_uses;
    int m_page = 0;
    int m_depth = 0;
    bool m_in_appearance = false;
};

} // namespace konkordat::pdf::conformance
