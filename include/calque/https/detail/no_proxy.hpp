// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/detail/origin.hpp>

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Which hosts are reached without the proxy: the list that NO_PROXY holds, read as curl reads it, and ports.
namespace calque::detail {

/// The whole of a text as a number of at most `most`.
[[nodiscard]] inline std::optional<unsigned> small_number(std::string_view text, unsigned most) noexcept {
    unsigned out = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (problem != std::errc{} || end != text.data() + text.size() || out > most) return {};
    return out;
}

[[nodiscard]] inline std::optional<boost::asio::ip::address> as_address(std::string_view text) {
    error_code none;
    const auto address = boost::asio::ip::make_address(std::string{text}, none);
    if (none) return {};
    return address;
}

[[nodiscard]] inline std::vector<std::uint8_t> bytes_of(const boost::asio::ip::address& address) {
    const auto list = [](const auto& bytes) { return std::vector<std::uint8_t>{bytes.begin(), bytes.end()}; };
    return address.is_v4() ? list(address.to_v4().to_bytes()) : list(address.to_v6().to_bytes());
}

/// Whether an address lies in a network of so many leading bits.
[[nodiscard]] inline bool lies_in_network(const boost::asio::ip::address& address,
                                          const boost::asio::ip::address& network, unsigned bits) {
    const auto a = bytes_of(address);
    const auto b = bytes_of(network);
    const std::size_t whole = bits / 8;
    if (a.size() != b.size() || bits > a.size() * 8) return false;
    if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
    return bits % 8 == 0 || (a[whole] ^ b[whole]) >> (8 - bits % 8) == 0;
}

/// Takes `:port` off an entry of the list; nothing where the entry names another port. An address of IPv6 has
/// brackets then.
[[nodiscard]] inline std::optional<std::string_view> without_port(std::string_view entry, std::uint16_t port) {
    const std::size_t at = entry.rfind(':');
    const bool bare = entry.find(':') == at; // of an address of IPv6, every colon is its own
    const bool bracketed = entry.starts_with('[');
    if (at != std::string_view::npos && (bare || (bracketed && entry[at - 1] == ']'))) {
        if (small_number(entry.substr(at + 1), 0xffff) != port) return {};
        entry = entry.substr(0, at);
    }
    if (bracketed && entry.ends_with(']')) entry = entry.substr(1, entry.size() - 2);
    return entry;
}

/// One entry: `*`, a name and all names below it, with or without a dot before it, an address, or a network; all but
/// the network may have a port.
[[nodiscard]] inline bool names(std::string_view entry, const origin& to) {
    if (entry == "*") return true;
    if (const std::size_t slash = entry.find('/'); slash != std::string_view::npos) {
        const auto network = as_address(entry.substr(0, slash));
        const auto bits = small_number(entry.substr(slash + 1), 128);
        return to.address && network && bits && lies_in_network(*to.address, *network, *bits);
    }
    const auto portless = without_port(entry, to.port);
    if (!portless) return false;
    if (to.address) return as_address(*portless) == to.address;
    std::string name{*portless};
    std::transform(name.begin(), name.end(), name.begin(), lower);
    if (name.ends_with('.')) name.pop_back();
    if (name.starts_with("*.")) name.erase(0, 1);
    if (name.starts_with('.')) name.erase(0, 1);
    return !name.empty() && (to.host == name || to.host.ends_with('.' + name));
}

/// Whether an origin is on the list, which has commas or blanks between its entries.
[[nodiscard]] inline bool is_on_list(std::string_view list, const origin& to) {
    constexpr std::string_view between = ", \t";
    for (std::size_t at = 0; (at = list.find_first_not_of(between, at)) != std::string_view::npos;) {
        const std::size_t end = std::min(list.find_first_of(between, at), list.size());
        if (names(list.substr(at, end - at), to)) return true;
        at = end;
    }
    return false;
}

} // namespace calque::detail
