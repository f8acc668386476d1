#pragma once

#include "core/review/records.h"

/// Within core/review only: each struct of the model as fields of a record.
namespace konkordat::review {

[[nodiscard]] std::vector<Field> fields_of(Agreement const&); ///< without its lists of things
[[nodiscard]] std::vector<Field> fields_of(Organisation const&);
[[nodiscard]] std::vector<Field> fields_of(Membership const&);
[[nodiscard]] std::vector<Field> fields_of(Contact const&);
[[nodiscard]] std::vector<Field> fields_of(ProcedureStep const&); ///< without its responsibilities
[[nodiscard]] std::vector<Field> fields_of(Responsibility const&);
[[nodiscard]] std::vector<Field> fields_of(Clause const&);
[[nodiscard]] std::vector<Field> fields_of(Waiver const&);
[[nodiscard]] std::vector<Field> fields_of(VariableValue const&);

/// The inverse: sets every member that fields_of() reads, but not the id.
void set_fields(Agreement&, Record const&);
void set_fields(Organisation&, Record const&);
void set_fields(Membership&, Record const&);
void set_fields(Contact&, Record const&);
void set_fields(ProcedureStep&, Record const&);
void set_fields(Responsibility&, Record const&);
void set_fields(Clause&, Record const&);
void set_fields(Waiver&, Record const&);

} // namespace konkordat::review
