#pragma once

#include "core/conformity/text_scan.h"

#include <string_view>
#include <vector>

namespace konkordat::conformity {

/// What looks like data of a person or a case. An agreement never holds such data of victims.
enum class PersonalData {
    AhvNumber,   ///< 756.1234.5678.97, with its check digit (GS1 General Specifications 7.9)
    Phone,
    Email,
    BirthDate,
    NamedPerson, ///< a title with a name
    CaseNumber,
    PermitNumber,///< of a residence permit or in the register of foreign nationals
};
[[nodiscard]] std::string_view name_of(PersonalData);

struct PersonalDataHit {
    PersonalData kind = PersonalData::AhvNumber;
    Span span = {};
};

/// In the order of the text, one kind after the other.
[[nodiscard]] std::vector<PersonalDataHit> find_personal_data(ScannedText const&);

} // namespace konkordat::conformity
