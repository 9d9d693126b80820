// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/complement.hpp>
#include <calque/filter/tree_builder.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace calque::detail {

/// `not` of a whole tree: De Morgan on groups, `complement` on conditions.
class negation {
public:
    negation(const filter_data& what, const schema_view& fields, bool inside_same_row, filter_data& out)
        : what_{what}, schema_{fields}, inside_same_row_{inside_same_row}, out_{out}, tree_{out} {
        out_.text = what.text; // so slices stay valid
        out_.nodes.reserve(what.nodes.size());
    }

    /// A condition without a complement, and the reason.
    struct failure {
        std::size_t index;
        inexact why;
    };

    /// An operator of the complement that is not documented for the field.
    struct doubt {
        std::size_t index;
        op operation;
    };

    /// Appends the complement of a node; recursion is bounded by the depth limit of filters.
    void apply(std::size_t index) {
        const node& head = what_.nodes[index];
        switch (head.kind) {
        case node_kind::all_of: return apply_group(index, node_kind::any_of);
        case node_kind::any_of: return apply_group(index, node_kind::all_of);
        case node_kind::same_row: failures.push_back({index, inexact::to_many}); return;
        case node_kind::comparison:
        case node_kind::item: break;
        }
        const std::size_t from = out_.nodes.size();
        const auto first = what_.nodes.begin() + static_cast<std::ptrdiff_t>(index);
        out_.nodes.insert(out_.nodes.end(), first, first + static_cast<std::ptrdiff_t>(head.extent));
        const field& row = schema_.fields[head.field];
        const inexact why =
            complement{out_.nodes, row, what_.at(head.key), schema_.assumptions, inside_same_row_}.apply(from);
        if (why != inexact::none) failures.push_back({index, why});
        else if (const auto added = undocumented_in_complement(out_.nodes, from, row, head.operation))
            doubts.push_back({index, *added});
    }

    std::vector<failure> failures;
    std::vector<doubt> doubts;

private:
    void apply_group(std::size_t index, node_kind turned) {
        const std::size_t from = tree_.mark();
        const std::size_t end = index + what_.nodes[index].extent;
        for (std::size_t child = index + 1; child < end; child += what_.nodes[child].extent) apply(child);
        if (failures.empty()) tree_.close_group(from, turned);
    }

    const filter_data& what_;
    const schema_view& schema_;
    bool inside_same_row_;
    filter_data& out_;
    tree_builder<filter_data> tree_;
};

} // namespace calque::detail
