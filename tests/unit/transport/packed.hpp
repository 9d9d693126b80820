// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <zlib.h>

enum class frame : int { gzip = 15 + 16, zlib = 15, bare = -15 };

/// Returns a text, compressed.
inline std::string packed(std::string_view text, frame how = frame::gzip) {
    z_stream zlib{};
    if (deflateInit2(&zlib, Z_BEST_COMPRESSION, Z_DEFLATED, static_cast<int>(how), 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error{"deflateInit2"};
    std::string out(deflateBound(&zlib, static_cast<uLong>(text.size())) + 64, '\0');
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    zlib.avail_in = static_cast<uInt>(text.size());
    zlib.next_out = reinterpret_cast<Bytef*>(out.data());
    zlib.avail_out = static_cast<uInt>(out.size());
    const int outcome = deflate(&zlib, Z_FINISH);
    out.resize(out.size() - zlib.avail_out);
    deflateEnd(&zlib);
    if (outcome != Z_STREAM_END) throw std::runtime_error{"deflate"};
    return out;
}
