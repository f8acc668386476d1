#include "core/conformity/personal_data.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace konkordat::conformity {

namespace {

using namespace std::string_view_literals;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t count_digits(std::string_view text) { return static_cast<std::size_t>(std::ranges::count_if(text, is_digit)); }

/// A run of digits with single signs between them, as telephone and AHV numbers are written.
struct DigitRun {
    std::string digits;
    std::size_t end = 0;
    bool plus = false;
};

DigitRun digit_run(std::string_view text, std::size_t begin)
{
    DigitRun run { {}, begin, text[begin] == '+' };
    auto offset = begin + (run.plus ? 1U : 0U);
    while (offset < text.size()) {
        if (is_digit(text[offset])) {
            run.digits += text[offset];
            run.end = ++offset;
            continue;
        }
        auto gap = offset;
        for (std::string_view sign : { " ", "\u00A0", "\u202F", "/", "-", ".", "(0)" }) {
            if (gap == offset && text.substr(offset).starts_with(sign))
                gap += sign.size();
        }
        if (gap == offset || gap >= text.size() || !is_digit(text[gap]))
            break;
        offset = gap;
    }
    return run;
}

/// EAN-13: the sum of the digits with weights 1 and 3 is a multiple of ten.
bool is_ahv_number(DigitRun const& run)
{
    if (run.plus || run.digits.size() != 13 || !run.digits.starts_with("756"))
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < run.digits.size(); ++i)
        sum += (run.digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return sum % 10 == 0;
}

/// Swiss national, Swiss international, or an international number with "+". "0.311.542" is none.
bool is_phone(DigitRun const& run)
{
    if (run.plus)
        return run.digits.size() >= 10 && run.digits.size() <= 14;
    if (run.digits.starts_with("00"))
        return run.digits.size() >= 12 && run.digits.size() <= 15;
    return run.digits.starts_with('0') && run.digits.size() == 10;
}

void find_numbers(std::string_view text, std::vector<PersonalDataHit>& hits)
{
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i]) && text[i] != '+') {
            ++i;
            continue;
        }
        auto const run = digit_run(text, i);
        Span const span { static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(run.end) };
        bool const ahv = is_ahv_number(run);
        if (ahv || is_phone(run)) {
            hits.push_back({ ahv ? PersonalData::AhvNumber : PersonalData::Phone, span });
            i = run.end;
            continue;
        }
        // A year may stand before a telephone number: only the first group is passed over.
        do
            ++i;
        while (i < text.size() && is_digit(text[i]));
    }
}

bool belongs_to_address(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_' || c == '+';
}

void find_emails(std::string_view text, std::vector<PersonalDataHit>& hits)
{
    for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        auto begin = at;
        while (begin > 0 && belongs_to_address(text[begin - 1]))
            --begin;
        auto end = at + 1;
        while (end < text.size() && belongs_to_address(text[end]))
            ++end;
        while (end > at + 1 && text[end - 1] == '.')
            --end;
        if (begin < at && text.substr(at, end - at).find('.') != std::string_view::npos)
            hits.push_back({ PersonalData::Email, { static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end) } });
    }
}

template <std::size_t N>
bool is_one_of(ScannedText const& scanned, std::size_t token, std::array<std::string_view, N> const& words)
{
    return token < scanned.tokens.size() && scanned.tokens[token].kind == Token::Kind::Word
        && std::ranges::find(words, scanned.word(scanned.tokens[token])) != words.end();
}

bool is_number(ScannedText const& scanned, std::size_t token)
{
    return token < scanned.tokens.size() && scanned.tokens[token].kind == Token::Kind::Number;
}

constexpr std::array birth_words { "geboren"sv, "geb"sv, "geburtsdatum"sv, "né"sv, "née"sv, "naissance"sv, "nato"sv, "nata"sv, "nascita"sv,
    "born"sv, "birth"sv };
constexpr std::array titles { "herr"sv, "herrn"sv, "frau"sv, "monsieur"sv, "madame"sv, "mme"sv, "mademoiselle"sv, "signor"sv, "signora"sv,
    "sig"sv, "mr"sv, "mrs"sv, "ms"sv };
constexpr std::array case_words { "verfahren"sv, "verfahrensnummer"sv, "fall"sv, "fallnummer"sv, "dossier"sv, "dossiernummer"sv,
    "strafverfahren"sv, "aktenzeichen"sv, "procédure"sv, "affaire"sv, "cas"sv, "procedimento"sv, "incarto"sv, "caso"sv, "case"sv,
    "proceedings"sv, "file"sv };
constexpr std::array number_words { "nr"sv, "nummer"sv, "no"sv, "n"sv, "numéro"sv, "numero"sv, "number"sv };
constexpr std::array number_compounds { "verfahrensnummer"sv, "fallnummer"sv, "dossiernummer"sv, "aktenzeichen"sv };
constexpr std::array permit_words { "ausweis"sv, "ausländerausweis"sv, "ausweisnummer"sv, "zemis"sv, "symic"sv, "simic"sv, "permis"sv,
    "permesso"sv, "permit"sv };

constexpr std::size_t beginning_bytes = 3;

std::uint32_t beginning_of(std::string_view word)
{
    std::uint32_t beginning = 0;
    for (auto const c : word.substr(0, beginning_bytes))
        beginning = beginning * 256 + static_cast<unsigned char>(c);
    return beginning;
}

/// Whether one of the searches below begins at such a word: most are passed over by their first letters.
bool may_begin(std::string_view word)
{
    static std::unordered_set<std::uint32_t> const beginnings = [] {
        std::unordered_set<std::uint32_t> result { beginning_of("m") };
        auto const add = [&](auto const& words) {
            for (auto const entry : words)
                result.insert(beginning_of(entry));
        };
        add(birth_words);
        add(titles);
        add(case_words);
        add(permit_words);
        return result;
    }();
    return beginnings.contains(beginning_of(word));
}

Span between(Token const& first, Token const& last) { return { first.span.begin, last.span.end }; }

void look_at_birth(ScannedText const& scanned, std::size_t token, std::vector<PersonalDataHit>& hits)
{
    if (!is_one_of(scanned, token, birth_words))
        return;
    for (auto next = token + 1; next < std::min(token + 5, scanned.tokens.size()); ++next) {
        if (auto const date = match_date(scanned, next)) {
            hits.push_back({ PersonalData::BirthDate, between(scanned.tokens[token], scanned.tokens[date->end - 1]) });
            return;
        }
    }
}

/// "Frau Muster", "M. Dupont": a title and a word with a capital letter.
void look_at_name(ScannedText const& scanned, std::size_t token, std::vector<PersonalDataHit>& hits)
{
    auto const& title = scanned.tokens[token];
    bool const is_french_m = scanned.written(title.span) == "M" && scanned.text.substr(title.span.end).starts_with(". ");
    if ((!is_one_of(scanned, token, titles) && !is_french_m) || token + 1 >= scanned.tokens.size())
        return;
    auto const& name = scanned.tokens[token + 1];
    auto const written = scanned.written(name.span);
    auto const word = scanned.word(name);
    bool const capital = name.kind == Token::Kind::Word && written.substr(0, 2) != word.substr(0, 2);
    if (capital && name.span.begin <= title.span.end + 2)
        hits.push_back({ PersonalData::NamedPerson, between(title, name) });
}

void look_at_case(ScannedText const& scanned, std::size_t token, std::vector<PersonalDataHit>& hits)
{
    if (!is_one_of(scanned, token, case_words))
        return;
    auto next = token + 1;
    bool const indicated = is_one_of(scanned, next, number_words);
    if (indicated)
        ++next;
    if (is_number(scanned, next) && (indicated || is_one_of(scanned, token, number_compounds)))
        hits.push_back({ PersonalData::CaseNumber, between(scanned.tokens[token], scanned.tokens[next]) });
    // "Aktenzeichen ST.2026.123"
    else if (next + 1 < scanned.tokens.size() && is_number(scanned, next + 1) && is_one_of(scanned, token, number_compounds))
        hits.push_back({ PersonalData::CaseNumber, between(scanned.tokens[token], scanned.tokens[next + 1]) });
}

void look_at_permit(ScannedText const& scanned, std::size_t token, std::vector<PersonalDataHit>& hits)
{
    if (!is_one_of(scanned, token, permit_words))
        return;
    for (auto next = token + 1; next < std::min(token + 5, scanned.tokens.size()); ++next) {
        if (is_number(scanned, next) && count_digits(scanned.word(scanned.tokens[next])) >= 6) {
            hits.push_back({ PersonalData::PermitNumber, between(scanned.tokens[token], scanned.tokens[next]) });
            return;
        }
    }
}

} // namespace

std::string_view name_of(PersonalData kind)
{
    switch (kind) {
    case PersonalData::AhvNumber: return "ahv-number";
    case PersonalData::Phone: return "phone";
    case PersonalData::Email: return "email";
    case PersonalData::BirthDate: return "birth-date";
    case PersonalData::NamedPerson: return "named-person";
    case PersonalData::CaseNumber: return "case-number";
    case PersonalData::PermitNumber: return "permit-number";
    }
    return {};
}

std::vector<PersonalDataHit> find_personal_data(ScannedText const& scanned)
{
    std::vector<PersonalDataHit> hits;
    find_numbers(scanned.text, hits);
    find_emails(scanned.text, hits);
    for (std::size_t token = 0; token < scanned.tokens.size(); ++token) {
        if (scanned.tokens[token].kind != Token::Kind::Word || !may_begin(scanned.word(scanned.tokens[token])))
            continue;
        look_at_birth(scanned, token, hits);
        look_at_name(scanned, token, hits);
        look_at_case(scanned, token, hits);
        look_at_permit(scanned, token, hits);
    }
    return hits;
}

} // namespace konkordat::conformity
