#include "core/base/colour.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace konkordat {

namespace {

/// Linear light of each sRGB value in millionths (IEC 61966-2-1), in whole numbers so that every machine judges alike.
constexpr std::array<std::int32_t, 256> linear {
    0,
    304,
    607,
    911,
    1214,
    1518,
    1821,
    2125,
    2428,
    2732,
    3035,
    3347,
    3677,
    4025,
    4391,
    4777,
    5182,
    5605,
    6049,
    6512,
    6995,
    7499,
    8023,
    8568,
    9134,
    9721,
    10330,
    10960,
    11612,
    12286,
    12983,
    13702,
    14444,
    15209,
    15996,
    16807,
    17642,
    18500,
    19382,
    20289,
    21219,
    22174,
    23153,
    24158,
    25187,
    26241,
    27321,
    28426,
    29557,
    30713,
    31896,
    33105,
    34340,
    35601,
    36889,
    38204,
    39546,
    40915,
    42311,
    43735,
    45186,
    46665,
    48172,
    49707,
    51269,
    52861,
    54480,
    56128,
    57805,
    59511,
    61246,
    63010,
    64803,
    66626,
    68478,
    70360,
    72272,
    74214,
    76185,
    78187,
    80220,
    82283,
    84376,
    86500,
    88656,
    90842,
    93059,
    95307,
    97587,
    99899,
    102242,
    104616,
    107023,
    109462,
    111932,
    114435,
    116971,
    119538,
    122139,
    124772,
    127438,
    130136,
    132868,
    135633,
    138432,
    141263,
    144128,
    147027,
    149960,
    152926,
    155926,
    158961,
    162029,
    165132,
    168269,
    171441,
    174647,
    177888,
    181164,
    184475,
    187821,
    191202,
    194618,
    198069,
    201556,
    205079,
    208637,
    212231,
    215861,
    219526,
    223228,
    226966,
    230740,
    234551,
    238398,
    242281,
    246201,
    250158,
    254152,
    258183,
    262251,
    266356,
    270498,
    274677,
    278894,
    283149,
    287441,
    291771,
    296138,
    300544,
    304987,
    309469,
    313989,
    318547,
    323143,
    327778,
    332452,
    337164,
    341914,
    346704,
    351533,
    356400,
    361307,
    366253,
    371238,
    376262,
    381326,
    386429,
    391572,
    396755,
    401978,
    407240,
    412543,
    417885,
    423268,
    428690,
    434154,
    439657,
    445201,
    450786,
    456411,
    462077,
    467784,
    473531,
    479320,
    485150,
    491021,
    496933,
    502886,
    508881,
    514918,
    520996,
    527115,
    533276,
    539479,
    545724,
    552011,
    558340,
    564712,
    571125,
    577580,
    584078,
    590619,
    597202,
    603827,
    610496,
    617207,
    623960,
    630757,
    637597,
    644480,
    651406,
    658375,
    665387,
    672443,
    679542,
    686685,
    693872,
    701102,
    708376,
    715694,
    723055,
    730461,
    737910,
    745404,
    752942,
    760525,
    768151,
    775822,
    783538,
    791298,
    799103,
    806952,
    814847,
    822786,
    830770,
    838799,
    846873,
    854993,
    863157,
    871367,
    879622,
    887923,
    896269,
    904661,
    913099,
    921582,
    930111,
    938686,
    947307,
    955973,
    964686,
    973445,
    982251,
    991102,
    1000000,
};

std::optional<unsigned> hexadecimal(char digit)
{
    if (digit >= '0' && digit <= '9')
        return static_cast<unsigned>(digit - '0');
    if (digit >= 'a' && digit <= 'f')
        return static_cast<unsigned>(digit - 'a' + 10);
    return std::nullopt;
}

/// Relative luminance in millionths of a millionth.
std::int64_t luminance(Colour colour)
{
    return std::int64_t { 212'600 } * linear[colour.red] + std::int64_t { 715'200 } * linear[colour.green]
        + std::int64_t { 72'200 } * linear[colour.blue];
}

} // namespace

std::optional<Colour> parse_colour(std::string_view text)
{
    if (text.size() != 7 || text[0] != '#')
        return std::nullopt;
    std::array<std::uint8_t, 3> parts {};
    for (std::size_t i = 0; i < 3; ++i) {
        auto const high = hexadecimal(text[1 + 2 * i]);
        auto const low = hexadecimal(text[2 + 2 * i]);
        if (!high || !low)
            return std::nullopt;
        parts[i] = static_cast<std::uint8_t>(*high * 16 + *low);
    }
    return Colour { parts[0], parts[1], parts[2] };
}

std::string to_string(Colour colour)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "#";
    for (unsigned const part : { colour.red, colour.green, colour.blue }) {
        text += digits[part / 16];
        text += digits[part % 16];
    }
    return text;
}

int contrast(Colour first, Colour second)
{
    constexpr std::int64_t flare = 50'000'000'000; // 0.05
    auto const [darker, lighter] = std::minmax({ luminance(first), luminance(second) });
    return static_cast<int>((lighter + flare) * 100 / (darker + flare));
}

Colour darkened_until_legible(Colour colour)
{
    for (int share = 100; share >= 0; --share) {
        auto const part = [&](std::uint8_t value) { return static_cast<std::uint8_t>(value * share / 100); };
        Colour const darker { part(colour.red), part(colour.green), part(colour.blue) };
        if (contrast(darker, white) >= legible_contrast)
            return darker;
    }
    return {};
}

} // namespace konkordat
