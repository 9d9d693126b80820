// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "byte_source.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "failure.hpp"
#include "text.hpp"

namespace cli {
namespace {

constexpr std::string_view gzip_magic = "\x1f\x8b";

/// The first bytes of an unsupported format, and its error message.
struct foreign_form {
    std::string_view magic, problem;
};
constexpr std::array<foreign_form, 6> foreign_forms{
    {{"\xff\xfe", "is UTF-16; save it as UTF-8"},
     {"\xfe\xff", "is UTF-16; save it as UTF-8"},
     {"\x28\xb5", "is compressed by zstd; of compressed files gzip is read"},
     {"PK", "is a zip archive; of compressed files gzip is read"},
     {"BZ", "is compressed by bzip2; of compressed files gzip is read"},
     {"\xfd\x37", "is compressed by xz; of compressed files gzip is read"}}};

std::string error_text(int error) { return std::generic_category().message(error); }

} // namespace

byte_source::byte_source(const std::string& path)
    : name_{path == "-" ? "standard input" : clipped(printable(path), 60)} {
    if (path == "-") {
        file_ = STDIN_FILENO;
        return;
    }
    file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file_ < 0) throw usage_error{name_ + ": " + error_text(errno)};
}

byte_source::~byte_source() {
    if (file_ != STDIN_FILENO) ::close(file_);
}

bool byte_source::append_to(std::string& buffer) {
    while (!begun_) {
        const bool more = read(head_);
        if (more && head_.size() < gzip_magic.size()) continue;
        begun_ = true;
        for (const foreign_form& each : foreign_forms)
            if (head_.starts_with(each.magic)) throw usage_error{(name_ + ' ').append(each.problem)};
        if (!head_.starts_with(gzip_magic)) {
            buffer += std::exchange(head_, {});
            return more;
        }
        gzip_.emplace(calque::detail::body_coding::gzip);
    }
    if (!gzip_) return read(buffer);

    const std::size_t size = buffer.size();
    const auto append = [&](std::string_view part) {
        buffer += part;
        return true;
    };
    while (buffer.size() == size) {
        std::string bytes = std::exchange(head_, {});
        if (bytes.empty() && !read(bytes)) {
            if (!gzip_->finish()) refuse_gzip();
            return false;
        }
        if (!gzip_->feed(bytes, append)) refuse_gzip();
    }
    return true;
}

bool byte_source::read(std::string& buffer) {
    constexpr std::size_t piece = 256u * 1024u;
    const std::size_t size = buffer.size();
    buffer.resize(size + piece);
    ssize_t count = 0;
    do {
        count = ::read(file_, buffer.data() + size, piece);
    } while (count < 0 && errno == EINTR);
    const int error = errno;
    buffer.resize(size + (count > 0 ? static_cast<std::size_t>(count) : 0));
    if (count < 0 && error == EISDIR) throw usage_error{name_ + ": " + error_text(error)};
    if (count < 0) throw outside_error{name_ + ": " + error_text(error)};
    return count > 0;
}

void byte_source::refuse_gzip() const {
    constexpr std::string_view of_a_body = "the body ";
    std::string_view why = gzip_->problem();
    if (why.starts_with(of_a_body)) why.remove_prefix(of_a_body.size());
    throw usage_error{(name_ + ' ').append(why)};
}

} // namespace cli
