#include "core/pdf/conformance/context.h"
#include "core/pdf/conformance/icc.h"

namespace konkordat::pdf::conformance {

namespace {

void check_profile(Context& context, QPDFObjectHandle const& stream)
{
    std::string const data = data_of(stream);
    IccHeader const header = icc_header(data);
    bool const kind = (header.device_class == "prtr" || header.device_class == "mntr")
        && (header.colour_space == "RGB " || header.colour_space == "GRAY" || header.colour_space == "CMYK");
    QPDFObjectHandle const channels = stream.getDict().getKey("/N");
    bool const counted = channels.isInteger() && channels.getIntValue() == header.channels();
    if (!kind || header.version >= 5 || header.version == 0 || !counted)
        context.find(Rule::OutputProfile, header.device_class + " " + header.colour_space, stream);
    if (kind)
        context.output_space = header.colour_space;
    if (std::string const fault = icc_fault(data); !fault.empty())
        context.find(Rule::ProfileStructure, fault, stream);
}

} // namespace

void check_output_intents(Context& context)
{
    std::set<QPDFObjGen> profiles;
    std::size_t archive_intents = 0;
    for (QPDFObjectHandle const& intent : items_of(context.pdf.getRoot().getKey("/OutputIntents"))) {
        if (!intent.isDictionary())
            continue;
        QPDFObjectHandle const profile = intent.getKey("/DestOutputProfile");
        if (profile.isStream())
            profiles.insert(profile.getObjGen());
        bool const is_archive = is_name(intent.getKey("/S"), "GTS_PDFA1");
        if (is_archive && (!profile.isStream() || text_of(intent.getKey("/OutputConditionIdentifier")).empty()))
            context.find(Rule::OutputIntent, "without a profile or a name", intent);
        if (intent.hasKey("/DestOutputProfileRef"))
            context.find(Rule::OutputIntent, "/DestOutputProfileRef", intent);
        if (is_archive && profile.isStream() && archive_intents++ == 0)
            check_profile(context, profile);
    }
    if (archive_intents != 1 || profiles.size() > 1)
        context.find(Rule::OutputIntent, std::to_string(archive_intents));
}

} // namespace konkordat::pdf::conformance
