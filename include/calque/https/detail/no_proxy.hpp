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

// Hosts that bypass the proxy: the list in NO_PROXY, read as curl does, with ports in addition.
namespace calque::detail {

/// Returns the value of a text that is a number of at most `most`; otherwise nothing.
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

/// Returns whether an address belongs to a network with a prefix of `bits` bits.
[[nodiscard]] inline bool lies_in_network(const boost::asio::ip::address& address,
                                          const boost::asio::ip::address& network, unsigned bits) {
    const auto a = bytes_of(address);
    const auto b = bytes_of(network);
    const std::size_t whole = bits / 8;
    if (a.size() != b.size() || bits > a.size() * 8) return false;
    if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
    return bits % 8 == 0 || (a[whole] ^ b[whole]) >> (8 - bits % 8) == 0;
}

/// Removes `:port` from an entry; returns nothing if it names another port. An IPv6 address with a port must have
/// brackets.
[[nodiscard]] inline std::optional<std::string_view> without_port(std::string_view entry, std::uint16_t port) {
    const std::size_t at = entry.rfind(':');
    const bool bare = entry.find(':') == at; // otherwise it is an IPv6 address
    const bool bracketed = entry.starts_with('[');
    if (at != std::string_view::npos && (bare || (bracketed && entry[at - 1] == ']'))) {
        if (small_number(entry.substr(at + 1), 0xffff) != port) return {};
        entry = entry.substr(0, at);
    }
    if (bracketed && entry.ends_with(']')) entry = entry.substr(1, entry.size() - 2);
    return entry;
}

/// Returns whether an entry matches: `*`, a name, which includes its subdomains and may have a leading dot, an
/// address, or a network; all but the network may have a port.
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

/// Returns whether an origin is on the list, whose entries are separated by commas or blanks.
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
