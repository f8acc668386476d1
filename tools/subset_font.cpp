// subset_font IN.ttf OUT.ttf: the part of a font that Konkordat's four languages, its interface and its documents need.

#include <hb-subset.h>

#include <cstdio>
#include <cstdlib>
#include <initializer_list>

namespace {

struct Range {
    hb_codepoint_t first;
    hb_codepoint_t last;
};

constexpr Range s_ranges[] = {
    { 0x0020, 0x007E }, // Basic Latin
    { 0x00A0, 0x024F }, // Latin-1, Latin Extended-A and -B
    { 0x0300, 0x036F }, // Combining marks
    { 0x1E00, 0x1EFF }, // Latin Extended Additional
    { 0x2000, 0x206F }, // General punctuation
    { 0x2070, 0x209F }, // Superscripts and subscripts
    { 0x20A0, 0x20CF }, // Currency
    { 0x2100, 0x214F }, // Letterlike
    { 0x2150, 0x218F }, // Number forms
    { 0x2190, 0x21FF }, // Arrows
    { 0x2200, 0x22FF }, // Mathematical operators
    { 0x25A0, 0x25FF }, // Geometric shapes
    { 0x2600, 0x27BF }, // Symbols, check marks
    { 0xFB00, 0xFB06 }, // Latin ligatures
    { 0xFFFD, 0xFFFD }, // Replacement character
};

bool subset(char const* input, char const* output)
{
    hb_blob_t* file = hb_blob_create_from_file_or_fail(input);
    if (!file)
        return false;
    hb_face_t* face = hb_face_create(file, 0);
    hb_subset_input_t* options = hb_subset_input_create_or_fail();
    for (auto range : s_ranges)
        hb_set_add_range(hb_subset_input_unicode_set(options), range.first, range.last);
    hb_set_t* features = hb_subset_input_set(options, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    for (auto tag : { HB_TAG('t', 'n', 'u', 'm'), HB_TAG('l', 'n', 'u', 'm'), HB_TAG('s', 'u', 'p', 's'), HB_TAG('c', 'a', 's', 'e') })
        hb_set_add(features, tag);
    hb_subset_input_set_flags(options, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);

    hb_face_t* result = hb_subset_or_fail(face, options);
    if (!result)
        return false;
    hb_blob_t* bytes = hb_face_reference_blob(result);
    unsigned length = 0;
    char const* data = hb_blob_get_data(bytes, &length);
    std::FILE* stream = std::fopen(output, "wb");
    if (!stream || length == 0)
        return false;
    bool written = std::fwrite(data, 1, length, stream) == length;
    return std::fclose(stream) == 0 && written;
}

} // namespace

int main(int argument_count, char** arguments)
{
    if (argument_count != 3) {
        std::fputs("usage: subset_font IN.ttf OUT.ttf\n", stderr);
        return 2;
    }
    if (!subset(arguments[1], arguments[2])) {
        std::fprintf(stderr, "%s: cannot be made into %s\n", arguments[1], arguments[2]);
        return 1;
    }
    return 0;
}
