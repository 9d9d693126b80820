// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/inflate.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <new>
#include <string>
#include <string_view>
#include <zlib.h>

namespace calque::detail {

/// The state of zlib and of the frame around the compressed data.
struct inflater::stream {
    explicit stream(body_coding given) : coding{given} {}
    stream(const stream&) = delete;
    stream& operator=(const stream&) = delete;
    ~stream() {
        if (begun) inflateEnd(&zlib);
    }

    /// Records the problem; always returns false.
    bool refuse(std::string_view what) {
        problem = std::string{"the body is not valid "} + (coding == body_coding::gzip ? "gzip: " : "deflate: ");
        problem += what;
        return false;
    }

    /// Returns zlib's window-bits code for the frame: gzip, zlib or none.
    [[nodiscard]] int frame() const noexcept {
        constexpr int largest_window = 15;
        if (coding == body_coding::gzip) return largest_window + 16;
        // A zlib header names deflate and is a multiple of 31; no raw deflate stream in use starts like that.
        const auto first = static_cast<unsigned char>(head[0]);
        const auto second = static_cast<unsigned char>(head[1]);
        return (first & 0x0f) == 8 && (first * 256 + second) % 31 == 0 ? largest_window : -largest_window;
    }

    /// Buffers the first two bytes, which identify the frame, and starts to decompress once both have arrived.
    bool begin(std::string_view& bytes, const body_sink& sink) {
        const std::size_t taken = std::min(bytes.size(), head.size() - head_size);
        std::copy_n(bytes.begin(), taken, head.begin() + static_cast<std::ptrdiff_t>(head_size));
        head_size += taken;
        bytes.remove_prefix(taken);
        if (head_size < head.size()) return true;
        const int outcome = inflateInit2(&zlib, frame());
        if (outcome == Z_MEM_ERROR) throw std::bad_alloc{};
        begun = outcome == Z_OK;
        return begun ? inflate_all({head.data(), head.size()}, sink) : refuse("zlib cannot be used");
    }

    bool inflate_all(std::string_view bytes, const body_sink& sink) {
        while (!bytes.empty()) {
            const std::size_t size = std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
            zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // zlib does not write to it
            zlib.avail_in = static_cast<uInt>(size);
            bytes.remove_prefix(size);
            for (bool more = true; more;)
                if (!inflate_part(sink, more)) return false;
        }
        return true;
    }

    /// Decompresses one part into the sink; sets `more` if zlib may have more output for its input.
    bool inflate_part(const body_sink& sink, bool& more) {
        if (ended) {
            if (coding != body_coding::gzip) return refuse("there are extra bytes after its end");
            inflateReset(&zlib); // there may be another member
            ended = false;
        }
        zlib.next_out = reinterpret_cast<Bytef*>(part.data());
        zlib.avail_out = static_cast<uInt>(part.size());
        const int outcome = inflate(&zlib, Z_NO_FLUSH);
        const std::size_t size = part.size() - zlib.avail_out;
        if (size != 0 && !sink({part.data(), size})) return stopped = true, false;
        more = zlib.avail_in != 0 || zlib.avail_out == 0;
        switch (outcome) {
        case Z_OK: return true;
        case Z_BUF_ERROR: more = false; return true; // needs more input
        case Z_STREAM_END:
            ended = true;
            ++members;
            more = zlib.avail_in != 0;
            return true;
        case Z_MEM_ERROR: throw std::bad_alloc{};
        case Z_NEED_DICT: return refuse("it needs a dictionary");
        default: break;
        }
        if (members != 0 && zlib.total_out == 0) return refuse("there are extra bytes after its end");
        return refuse(zlib.msg != nullptr ? zlib.msg : "zlib refuses it");
    }

    body_coding coding;
    z_stream zlib{};
    bool begun = false;
    bool ended = false;   ///< a member ended and no other began
    bool stopped = false; ///< the sink wants no more
    std::size_t members = 0;
    std::array<char, 2> head{};
    std::size_t head_size = 0;
    std::array<char, 16 * 1024> part;
    std::string problem;
};

CALQUE_DECL inflater::inflater(body_coding coding) : stream_{std::make_unique<stream>(coding)} {}
CALQUE_DECL inflater::inflater(inflater&& other) noexcept = default;
CALQUE_DECL inflater& inflater::operator=(inflater&& other) noexcept = default;
CALQUE_DECL inflater::~inflater() = default;

CALQUE_DECL bool inflater::feed(std::string_view bytes, const body_sink& sink) {
    if (stream_->stopped || !stream_->problem.empty()) return false;
    if (!stream_->begun && !stream_->begin(bytes, sink)) return false;
    return stream_->inflate_all(bytes, sink);
}

CALQUE_DECL bool inflater::finish() {
    const bool wanted = !stream_->stopped && stream_->head_size != 0;
    if (stream_->problem.empty() && wanted && !stream_->ended) return stream_->refuse("it ends too early");
    return stream_->problem.empty();
}

CALQUE_DECL const std::string& inflater::problem() const noexcept { return stream_->problem; }

} // namespace calque::detail
