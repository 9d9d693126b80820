// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Prints the README's table of fields from the schema.
#include <calque/call_log.hpp>

#include <iostream>
#include <string>

namespace {

using namespace calque;

/// The operators of one tier, as the language writes them.
std::string operators(const field& row, op_tier tier) {
    std::string out;
    for (std::size_t i = 0; i < op_count; ++i) {
        const op each = static_cast<op>(i);
        if (row.tier(each) != tier) continue;
        out.append(out.empty() ? "`" : " `").append(text_name(each)).append("`");
    }
    return out.empty() ? "–" : out;
}

std::string type(const field& row) {
    std::string out{to_string(row.type)};
    if (row.unit == field_unit::seconds) out += ", seconds";
    return out;
}

std::string nulls(const field& row) {
    switch (row.nulls) {
    case nullability::no: return "no";
    case nullability::yes: return "yes";
    case nullability::unknown: return "unknown";
    }
    return {};
}

} // namespace

int main() {
    for (const field& row : call_log::fields) {
        const std::string name = std::string{row.name} + (row.opens_namespace() ? "<key>" : "");
        std::cout << "| `" << name << "` | " << row.summary << " | " << type(row) << " | " << nulls(row) << " | "
                  << operators(row, op_tier::documented) << " | " << operators(row, op_tier::undocumented) << " |\n";
    }
}
