#include "web/documents/documents.h"

#include "core/pdf/extract.h"

namespace konkordat::documents {

namespace {

Result<Product> extract_agreement(Work const& work)
{
    if (work.files.size() != 1)
        return Error { .code = ErrorCode::InvalidArgument, .message = "one PDF is wanted" };
    KONKORDAT_TRY(auto json, pdf::extract_agreement_json(work.files.front()));
    Product product;
    product.files.push_back(std::move(json));
    return product;
}

} // namespace

Result<Product> carry_out(World&, Work const& work)
{
    switch (work.operation) {
    case Operation::ExtractAgreement: return extract_agreement(work);
    }
    return Error { .code = ErrorCode::InvalidArgument, .message = "there is no such work" };
}

} // namespace konkordat::documents
