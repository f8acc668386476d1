#include "core/conformity/text_facts.h"

#include <algorithm>
#include <array>
#include <set>

namespace konkordat::conformity {

namespace {

using namespace std::string_view_literals;

/// The first four bytes of a word: phrases with "*" have at least as many before it.
std::uint32_t key_of(std::string_view word)
{
    std::uint32_t key = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(word.size(), 4); ++i)
        key = key * 256 + static_cast<unsigned char>(word[i]);
    return key;
}

struct ObligationWords {
    std::vector<std::string_view> must;
    std::vector<std::string_view> may;
    std::vector<std::string_view> negations; ///< turn one into the other: such a sentence is not judged
};

ObligationWords const& obligation_words(Language language)
{
    static std::map<Language, ObligationWords> const words {
        { Language::German,
            { { "muss", "müssen" }, { "kann", "können", "darf", "dürfen" }, { "nicht", "kein", "keine", "keinen", "weder" } } },
        { Language::French, { { "doit", "doivent" }, { "peut", "peuvent" }, { "ne", "n", "ni", "aucun", "aucune" } } },
        { Language::Italian, { { "deve", "devono" }, { "può", "possono" }, { "non", "né", "nessun", "nessuna" } } },
        { Language::English, { { "must", "shall" }, { "may", "can" }, { "not", "cannot", "no", "neither", "nor" } } },
    };
    return words.at(language);
}

bool contains(std::vector<std::string_view> const& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

/// "12’000" and "12 000" as "12000".
std::string plain_number(std::string_view written)
{
    std::string number;
    for (std::size_t i = 0; i < written.size(); ++i) {
        auto const c = written[i];
        if (c == '\'' || (static_cast<unsigned char>(c) & 0x80U) != 0)
            continue;
        number += c;
    }
    return number;
}

void sort_unique(std::vector<std::string>& list)
{
    std::ranges::sort(list);
    list.erase(std::ranges::unique(list).begin(), list.end());
}

} // namespace

/// One reading of one text.
struct TextReader::Pass {
    TextReader const& reader;
    Language language;
    ScannedText scanned;
    ObligationWords const& words = obligation_words(language);
    Index const* index = nullptr; ///< of the language
    TextFacts facts = {};
    std::set<std::uint32_t> terms = {};

    Pass(TextReader const& its_reader, Language its_language, std::string_view text)
        : reader(its_reader)
        , language(its_language)
        , scanned(scan_text(text))
    {
        facts.obligations.resize(scanned.sentences);
        if (auto const entry = reader.m_index.find(language); entry != reader.m_index.end())
            index = &entry->second;
    }

    void run()
    {
        std::vector<bool> negated(scanned.sentences);
        for (std::size_t token = 0; token < scanned.tokens.size();) {
            auto const& current = scanned.tokens[token];
            look_up(token);
            if (current.kind == Token::Kind::Word)
                judge(scanned.word(current), current.sentence, negated);
            token = take(token);
        }
        for (std::size_t sentence = 0; sentence < negated.size(); ++sentence) {
            if (negated[sentence])
                facts.obligations[sentence] = Obligation::None;
        }
        find_signs();
        facts.personal_data = find_personal_data(scanned);
        facts.words = words_of(scanned);
        for (auto const& span : scanned.bold)
            facts.bold.push_back(words_of(scanned.written(span)));
        facts.terms.assign(terms.begin(), terms.end());
        std::ranges::sort(facts.numbers);
        std::ranges::sort(facts.dates);
        std::ranges::sort(facts.citations);
        sort_unique(facts.variables);
        sort_unique(facts.references);
        std::ranges::sort(facts.wording, {}, [](WordingHit const& hit) { return std::pair(hit.rule, hit.span.begin); });
    }

    void judge(std::string_view word, std::uint32_t sentence, std::vector<bool>& negated)
    {
        constexpr std::size_t longest = 7; // of the words below
        if (word.size() > longest)
            return;
        auto& obligation = facts.obligations[sentence];
        auto const add = [&](Obligation kind) {
            if (obligation == Obligation::None)
                obligation = kind;
            else if (obligation != kind)
                obligation = Obligation::Both;
        };
        if (contains(words.must, word))
            add(Obligation::Must);
        else if (contains(words.may, word))
            add(Obligation::May);
        else if (contains(words.negations, word))
            negated[sentence] = true;
    }

    /// Takes what stands at the token into the facts; the index behind it.
    std::size_t take(std::size_t token)
    {
        auto const& current = scanned.tokens[token];
        switch (current.kind) {
        case Token::Kind::Variable: facts.variables.emplace_back(scanned.written(current.span)); return token + 1;
        case Token::Kind::Reference: facts.references.emplace_back(scanned.written(current.span)); return token + 1;
        case Token::Kind::Break: return token + 1;
        case Token::Kind::Word:
        case Token::Kind::Number: break;
        }
        bool const is_word = current.kind == Token::Kind::Word;
        if (auto const citation = is_word ? match_citation(scanned, token) : std::nullopt) {
            for (auto const& article : citation->articles)
                facts.citations.push_back(article.reference);
            find_articles(*citation, current);
            return citation->end;
        }
        bool const may_be_date = !is_word || (token + 1 < scanned.tokens.size() && scanned.tokens[token + 1].kind == Token::Kind::Number);
        if (auto date = may_be_date ? match_date(scanned, token) : std::nullopt) {
            find_date(*date, token);
            facts.dates.push_back(std::move(date->date));
            return date->end;
        }
        if (current.kind == Token::Kind::Number)
            facts.numbers.push_back(plain_number(scanned.word(current)));
        return token + 1;
    }

    bool sentence_has(std::uint32_t sentence, std::map<Language, std::vector<std::vector<std::string>>> const& phrases) const
    {
        auto const list = phrases.find(language);
        if (list == phrases.end())
            return false;
        for (std::size_t token = 0; token < scanned.tokens.size(); ++token) {
            if (scanned.tokens[token].sentence != sentence)
                continue;
            for (auto const& phrase : list->second) {
                if (match_phrase(scanned, token, phrase))
                    return true;
            }
        }
        return false;
    }

    void hit(std::uint32_t rule, Token const& at, Span span, std::vector<std::pair<Span, std::string>> replacements = {})
    {
        auto const& wording = std::get<Wording>(reader.m_rules.rules[rule].check);
        if (at.quoted || (!wording.with.empty() && !sentence_has(at.sentence, wording.with)) || sentence_has(at.sentence, wording.unless))
            return;
        facts.wording.push_back({ rule, span, std::move(replacements) });
    }

    void look_up(std::size_t token)
    {
        auto const& current = scanned.tokens[token];
        if (current.kind != Token::Kind::Word || !index)
            return;
        auto const entry = index->find(key_of(scanned.word(current)));
        if (entry == index->end())
            return;
        for (auto const& matcher : entry->second)
            match(matcher, token);
    }

    void match(Matcher const& matcher, std::size_t token)
    {
        auto const& current = scanned.tokens[token];
        if (matcher.kind == MatcherKind::Abbreviation) {
            if (scanned.written(current.span) == matcher.abbreviation->word)
                hit(matcher.rule, current, current.span, replace_abbreviation(*matcher.abbreviation, current));
            return;
        }
        auto const end = match_phrase(scanned, token, *matcher.phrase);
        if (!end)
            return;
        if (matcher.kind == MatcherKind::Term)
            terms.insert(matcher.rule);
        else
            hit(matcher.rule, current, { current.span.begin, scanned.tokens[*end - 1].span.end });
    }

    /// Not behind an elided article, which another word would not have ("l’ODM", "le SEM").
    std::vector<std::pair<Span, std::string>> replace_abbreviation(Abbreviation const& abbreviation, Token const& token) const
    {
        auto const before = scanned.text.substr(0, token.span.begin);
        if (abbreviation.replacement.empty() || before.ends_with('\'') || before.ends_with("’"))
            return {};
        return { { token.span, abbreviation.replacement } };
    }

    /// An article and the act that the words behind the citation name.
    void find_articles(Citation const& citation, Token const& at)
    {
        for (auto rule : reader.m_citing) {
            for (auto const& pattern : std::get<Wording>(reader.m_rules.rules[rule].check).articles) {
                auto const article = std::ranges::find(citation.articles, pattern.article, &CitedArticle::article);
                if (article == citation.articles.end())
                    continue;
                auto const law = law_behind(citation.end, pattern);
                if (!law)
                    continue;
                std::vector<std::pair<Span, std::string>> replacements;
                if (auto const text = pattern.replacement.find(language);
                    text != pattern.replacement.end() && article->reference == article->article)
                    replacements.emplace_back(article->span, text->second);
                hit(rule, at, { at.span.begin, law->end }, std::move(replacements));
            }
        }
    }

    /// The act's name within the next words of the sentence.
    std::optional<Span> law_behind(std::size_t token, ArticlePattern const& pattern) const
    {
        constexpr std::size_t reach = 6;
        for (auto next = token; next < std::min(token + reach, scanned.tokens.size()); ++next) {
            if (scanned.tokens[next].kind == Token::Kind::Break)
                return {};
            for (auto const& law : pattern.laws) {
                if (auto const end = match_phrase(scanned, next, law))
                    return Span { scanned.tokens[next].span.begin, scanned.tokens[*end - 1].span.end };
            }
        }
        return {};
    }

    void find_date(WrittenDate const& date, std::size_t token)
    {
        auto const& first = scanned.tokens[token];
        for (auto rule : reader.m_dating) {
            auto const& dates = std::get<Wording>(reader.m_rules.rules[rule].check).dates;
            if (std::ranges::find(dates, date.date) != dates.end())
                hit(rule, first, { first.span.begin, scanned.tokens[date.end - 1].span.end });
        }
    }

    void find_signs()
    {
        if (language != Language::German)
            return;
        for (auto rule : reader.m_signing) {
            auto const& wording = std::get<Wording>(reader.m_rules.rules[rule].check);
            for (auto const& sign : wording.signs) {
                for (auto at = scanned.text.find(sign); at != std::string_view::npos; at = scanned.text.find(sign, at + sign.size())) {
                    Span const span { static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + sign.size()) };
                    facts.wording.push_back({ rule, span, { { span, wording.sign_replacement } } });
                }
            }
        }
    }
};

TextReader::TextReader(RuleSet const& rules)
    : m_rules(rules)
{
    for (std::uint32_t rule = 0; rule < rules.rules.size(); ++rule) {
        auto const& check = rules.rules[rule].check;
        if (auto const* wording = std::get_if<Wording>(&check))
            index_wording(rule, *wording);
        else if (auto const* search = std::get_if<TextSearch>(&check); search && search->search == Search::UndefinedTerm)
            index_terms(rule, *search);
    }
}

void TextReader::add(Language language, std::string_view first_word, Matcher matcher)
{
    if (first_word.ends_with('*'))
        first_word.remove_suffix(1);
    m_index[language][key_of(first_word)].push_back(matcher);
}

void TextReader::index_wording(std::uint32_t rule, Wording const& wording)
{
    for (auto const& [language, phrases] : wording.phrases) {
        for (auto const& phrase : phrases)
            add(language, phrase.front(), { .kind = MatcherKind::Phrase, .rule = rule, .phrase = &phrase });
    }
    for (auto const& abbreviation : wording.abbreviations) {
        for (auto language : all_languages)
            add(language, fold(abbreviation.word), { .kind = MatcherKind::Abbreviation, .rule = rule, .abbreviation = &abbreviation });
    }
    if (!wording.articles.empty())
        m_citing.push_back(rule);
    if (!wording.dates.empty())
        m_dating.push_back(rule);
    if (!wording.signs.empty())
        m_signing.push_back(rule);
}

void TextReader::index_terms(std::uint32_t rule, TextSearch const& search)
{
    for (auto const& term : search.terms) {
        auto const index = static_cast<std::uint32_t>(m_terms.size());
        m_terms.push_back({ rule, &term });
        for (auto const& [language, phrases] : term) {
            for (auto const& phrase : phrases)
                add(language, phrase.front(), { .kind = MatcherKind::Term, .rule = index, .phrase = &phrase });
        }
    }
}

TextFacts TextReader::read(Language language, std::string_view text) const
{
    Pass pass(*this, language, text);
    pass.run();
    return std::move(pass.facts);
}

} // namespace konkordat::conformity
