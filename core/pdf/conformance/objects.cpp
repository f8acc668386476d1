#include "core/base/utf8.h"
#include "core/pdf/conformance/context.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace konkordat::pdf::conformance {

namespace {

constexpr int max_depth = 100;

template <std::size_t count>
bool is_one_of(std::string_view value, std::array<std::string_view, count> const& allowed)
{
    return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

constexpr std::array<std::string_view, 8> filters { "ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode",
    "JBIG2Decode", "DCTDecode", "JPXDecode" };
constexpr std::array<std::string_view, 7> actions { "GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm" };
constexpr std::array<std::string_view, 4> named_actions { "NextPage", "PrevPage", "FirstPage", "LastPage" };
constexpr std::array<std::string_view, 4> rendering_intents { "RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation" };
constexpr std::array<std::string_view, 17> blend_modes { "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten",
    "ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity" };

/// Looks at every object of the file, and at what stands directly in it.
class ObjectWalk {
public:
    explicit ObjectWalk(Context& context)
        : m_context(context)
    {
    }

    void look_at(QPDFObjectHandle const& object)
    {
        m_where = object;
        visit(object, "", 0);
    }

private:
    void visit(QPDFObjectHandle const& object, std::string const& key, int depth)
    {
        if (depth > max_depth)
            return;
        if (object.isInteger())
            check_integer(object);
        else if (object.isReal())
            check_real(object);
        else if (object.isString())
            check_string(object, key);
        else if (object.isName())
            check_name(object.getName().substr(1));
        else if (object.isArray())
            visit_array(object, key, depth);
        else if (object.isStream())
            visit_stream(object, depth);
        else if (object.isDictionary())
            visit_dictionary(object, key, depth);
    }

    void visit_array(QPDFObjectHandle const& array, std::string const& key, int depth)
    {
        for (QPDFObjectHandle const& item : array.getArrayAsVector()) {
            if (!item.isIndirect())
                visit(item, key, depth + 1);
        }
    }

    void visit_dictionary(QPDFObjectHandle const& dictionary, std::string const& key, int depth)
    {
        check_dictionary(dictionary, key);
        for (auto const& [name, value] : dictionary.getDictAsMap()) {
            check_name(name.substr(1));
            if (!value.isIndirect())
                visit(value, name, depth + 1);
            else if (name == "/A" || name == "/OpenAction" || name == "/Next")
                check_action(value);
        }
    }

    void visit_stream(QPDFObjectHandle const& stream, int depth)
    {
        QPDFObjectHandle const dictionary = stream.getDict();
        for (char const* const key : { "/F", "/FFilter", "/FDecodeParms" }) {
            if (dictionary.hasKey(key))
                m_context.find(Rule::ExternalStream, key, stream);
        }
        std::vector<QPDFObjectHandle> const parameters = items_of(dictionary.getKey("/DecodeParms"));
        std::size_t index = 0;
        for (QPDFObjectHandle const& filter : items_of(dictionary.getKey("/Filter"))) {
            std::string const name = name_of(filter);
            bool const identity = name == "Crypt" && index < parameters.size() && parameters[index].isDictionary()
                && is_name(parameters[index].getKey("/Name"), "Identity");
            if (!is_one_of(name, filters) && !identity)
                m_context.find(Rule::StreamFilter, name, stream);
            ++index;
        }
        if (is_name(dictionary.getKey("/Subtype"), "Image"))
            check_image(stream, dictionary);
        else if (is_name(dictionary.getKey("/Subtype"), "Form"))
            check_form(stream, dictionary);
        else if (is_name(dictionary.getKey("/Subtype"), "PS"))
            m_context.find(Rule::PostScript, "", stream);
        visit_dictionary(dictionary, "", depth + 1);
    }

    void check_integer(QPDFObjectHandle const& object)
    {
        long long const value = object.getIntValue();
        if (value > 2147483647 || value < -2147483648LL)
            m_context.find(Rule::IntegerRange, std::to_string(value), m_where);
    }

    void check_real(QPDFObjectHandle const& object)
    {
        double const value = std::fabs(object.getNumericValue());
        if (value > 3.403e38 || (value != 0 && value < 1.175e-38))
            m_context.find(Rule::RealRange, object.getRealValue(), m_where);
    }

    void check_string(QPDFObjectHandle const& object, std::string const& key)
    {
        if (object.getStringValue().size() > 32'767)
            m_context.find(Rule::StringLength, std::to_string(object.getStringValue().size()) + " bytes in " + key, m_where);
        if (key == "/Lang" && !is_language_tag(object.getUTF8Value()))
            m_context.find(Rule::LanguageTag, object.getUTF8Value(), m_where);
    }

    void check_name(std::string const& name)
    {
        if (name.size() > 127)
            m_context.find(Rule::NameLength, std::to_string(name.size()) + " bytes", m_where);
    }

    void check_utf8(QPDFObjectHandle const& name)
    {
        if (name.isName() && find_invalid_utf8(name.getName()))
            m_context.find(Rule::NameEncoding, "", m_where);
    }

    void check_dictionary(QPDFObjectHandle const& dictionary, std::string const& key)
    {
        std::string const type = name_of(dictionary.getKey("/Type"));
        if (key == "/A" || key == "/OpenAction" || key == "/Next" || type == "Action")
            check_action(dictionary);
        if (type == "ExtGState" || key == "/ExtGState")
            check_graphics_state(dictionary);
        if (type == "Halftone" || dictionary.hasKey("/HalftoneType"))
            check_halftone(dictionary);
        if (type == "Font" || type == "FontDescriptor") {
            check_utf8(dictionary.getKey("/BaseFont"));
            check_utf8(dictionary.getKey("/FontName"));
        } else if (type == "StructElem") {
            check_utf8(dictionary.getKey("/S"));
        }
        if (dictionary.hasKey("/AA") && (type == "Page" || type == "Catalog"))
            m_context.find(Rule::AdditionalActions, type, m_where);
        if (type == "Group" || is_name(dictionary.getKey("/S"), "Transparency"))
            check_group(dictionary);
        if (type == "Page" && dictionary.hasKey("/PresSteps"))
            m_context.find(Rule::Presentations, "/PresSteps", m_where);
    }

    void check_action(QPDFObjectHandle const& action)
    {
        if (!action.isDictionary() || !action.getKey("/S").isName())
            return;
        std::string const kind = name_of(action.getKey("/S"));
        if (!is_one_of(kind, actions))
            m_context.find(Rule::ActionType, kind, m_where);
        else if (kind == "Named" && !is_one_of(name_of(action.getKey("/N")), named_actions))
            m_context.find(Rule::NamedAction, name_of(action.getKey("/N")), m_where);
    }

    void check_graphics_state(QPDFObjectHandle const& state)
    {
        if (state.hasKey("/TR") || (state.hasKey("/TR2") && !is_name(state.getKey("/TR2"), "Default")))
            m_context.find(Rule::TransferFunction, "", m_where);
        if (state.hasKey("/HTP") || state.hasKey("/HTO"))
            m_context.find(Rule::Halftone, "/HTP", m_where);
        check_intent(state.getKey("/RI"));
        for (QPDFObjectHandle const& mode : items_of(state.getKey("/BM"))) {
            if (!is_one_of(name_of(mode), blend_modes))
                m_context.find(Rule::BlendMode, name_of(mode), m_where);
        }
    }

    void check_intent(QPDFObjectHandle const& intent)
    {
        if (intent.isName() && !is_one_of(name_of(intent), rendering_intents))
            m_context.find(Rule::RenderingIntent, name_of(intent), m_where);
    }

    void check_halftone(QPDFObjectHandle const& halftone)
    {
        QPDFObjectHandle const type = halftone.getKey("/HalftoneType");
        bool const allowed = type.isInteger() && (type.getIntValue() == 1 || type.getIntValue() == 5);
        if (!allowed || halftone.hasKey("/HalftoneName"))
            m_context.find(Rule::Halftone, "", m_where);
        if (halftone.hasKey("/TransferFunction"))
            m_context.find(Rule::TransferFunction, "in a halftone", m_where);
    }

    void check_group(QPDFObjectHandle const& group)
    {
        std::string const space = name_of(group.getKey("/CS"));
        bool const fits = (space != "DeviceRGB" || m_context.output_space == "RGB ")
            && (space != "DeviceCMYK" || m_context.output_space == "CMYK") && (space != "DeviceGray" || !m_context.output_space.empty());
        if (!fits)
            m_context.find(Rule::BlendingSpace, space, m_where);
    }

    void check_image(QPDFObjectHandle const& stream, QPDFObjectHandle const& image)
    {
        if (image.hasKey("/Alternates") || image.hasKey("/OPI"))
            m_context.find(Rule::ImageDictionary, image.hasKey("/OPI") ? "/OPI" : "/Alternates", stream);
        if (image.getKey("/Interpolate").isBool() && image.getKey("/Interpolate").getBoolValue())
            m_context.find(Rule::ImageInterpolation, "", stream);
        check_intent(image.getKey("/Intent"));
    }

    void check_form(QPDFObjectHandle const& stream, QPDFObjectHandle const& form)
    {
        if (form.hasKey("/OPI") || form.hasKey("/PS") || form.hasKey("/Ref") || is_name(form.getKey("/Subtype2"), "PS"))
            m_context.find(Rule::FormDictionary, "", stream);
    }

    Context& m_context;
    QPDFObjectHandle m_where;
};

} // namespace

void check_objects(Context& context)
{
    ObjectWalk walk(context);
    for (QPDFObjectHandle const& object : context.pdf.getAllObjects())
        walk.look_at(object);
}

} // namespace konkordat::pdf::conformance
