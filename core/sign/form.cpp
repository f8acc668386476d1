#include "core/sign/form.h"

#include <set>

namespace konkordat::sign {

namespace {

constexpr int max_depth = 32;
constexpr std::size_t max_fields = 20'000;

struct Inherited {
    std::string name;
    QPDFObjectHandle type = QPDFObjectHandle::newNull();
    QPDFObjectHandle value = QPDFObjectHandle::newNull();
};

class FieldWalk {
public:
    Result<void> visit(QPDFObjectHandle field, Inherited inherited, int depth)
    {
        if (!field.isDictionary() || !field.isIndirect())
            return damaged("a form field is not an object of its own");
        if (depth > max_depth || !m_seen.insert(field.getObjGen()).second)
            return damaged("the form's fields lead in a circle");
        if (m_seen.size() > max_fields)
            return Error { .code = ErrorCode::TooLarge, .message = "the form has too many fields", .key = "pdf-too-many-fields" };
        take(field, inherited);
        QPDFObjectHandle const kids = field.getKey("/Kids");
        FormField found { .name = inherited.name,
            .type = inherited.type.isName() ? inherited.type.getName() : std::string(),
            .object = field,
            .value = inherited.value,
            .widgets = {} };
        bool has_fields = false;
        for (int i = 0; kids.isArray() && i < kids.getArrayNItems(); ++i) {
            QPDFObjectHandle const kid = kids.getArrayItem(i);
            if (!member(kid, "/T").isNull()) {
                has_fields = true;
                KONKORDAT_CHECK(visit(kid, inherited, depth + 1));
            } else {
                found.widgets.push_back(kid);
            }
        }
        if (has_fields && found.widgets.empty())
            return {};
        if (found.widgets.empty())
            found.widgets.push_back(field);
        m_fields.push_back(std::move(found));
        return {};
    }

    std::vector<FormField> take_fields() { return std::move(m_fields); }

private:
    static void take(QPDFObjectHandle field, Inherited& inherited)
    {
        if (std::string const part = text_of(field.getKey("/T")); !part.empty())
            inherited.name += (inherited.name.empty() ? "" : ".") + part;
        if (field.hasKey("/FT"))
            inherited.type = field.getKey("/FT");
        if (field.hasKey("/V"))
            inherited.value = field.getKey("/V");
    }

    std::vector<FormField> m_fields;
    std::set<QPDFObjGen> m_seen;
};

} // namespace

Result<std::vector<FormField>> form_fields(QPDFObjectHandle catalog)
{
    FieldWalk walk;
    QPDFObjectHandle const fields = member(member(catalog, "/AcroForm"), "/Fields");
    for (int i = 0; fields.isArray() && i < fields.getArrayNItems(); ++i)
        KONKORDAT_CHECK(walk.visit(fields.getArrayItem(i), {}, 0));
    return walk.take_fields();
}

Result<FieldLock> read_lock(QPDFObjectHandle dictionary)
{
    FieldLock lock;
    QPDFObjectHandle const action = member(dictionary, "/Action");
    if (is_name(action, "/Include"))
        lock.action = FieldLock::Action::Include;
    else if (is_name(action, "/Exclude"))
        lock.action = FieldLock::Action::Exclude;
    else if (!is_name(action, "/All"))
        return damaged("a lock does not say what it locks");
    QPDFObjectHandle const fields = member(dictionary, "/Fields");
    if (lock.action != FieldLock::Action::All && !fields.isArray())
        return damaged("a lock does not name its fields");
    for (int i = 0; fields.isArray() && i < fields.getArrayNItems(); ++i) {
        if (!fields.getArrayItem(i).isString())
            return damaged("a lock does not name its fields");
        lock.fields.push_back(text_of(fields.getArrayItem(i)));
    }
    return lock;
}

} // namespace konkordat::sign
