// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <utility>

namespace server {

/// A self-signed certificate and its key, both as PEM.
struct certificate {
    std::string text;
    std::string key;
};

template <class Write>
std::string as_pem(const Write& write) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> out{BIO_new(BIO_s_mem()), &BIO_free};
    if (!out || write(out.get()) != 1) throw std::runtime_error{"cannot write PEM"};
    char* data = nullptr;
    const auto size = BIO_get_mem_data(out.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

/// Makes a certificate for alternative names such as `DNS:localhost,IP:127.0.0.1`; the period of validity is given in
/// seconds relative to now.
inline certificate make_certificate(const std::string& names, long from = -3600, long until = 3600) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_EC_gen("P-256"), &EVP_PKEY_free};
    const std::unique_ptr<X509, decltype(&X509_free)> made{X509_new(), &X509_free};
    if (!key || !made) throw std::runtime_error{"cannot make a key"};
    X509_set_version(made.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), from);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), until);
    X509_set_pubkey(made.get(), key.get());
    const auto* common_name = reinterpret_cast<const unsigned char*>("calque test");
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_ASC, common_name, -1, -1, 0);
    X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));
    X509V3_CTX context;
    X509V3_set_ctx(&context, made.get(), made.get(), nullptr, nullptr, 0);
    for (const auto& [id, value] :
         {std::pair{NID_subject_alt_name, names}, {NID_basic_constraints, std::string{"critical,CA:TRUE"}}}) {
        const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension{
            X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str()), &X509_EXTENSION_free};
        if (!extension || X509_add_ext(made.get(), extension.get(), -1) != 1)
            throw std::runtime_error{"cannot extend a certificate"};
    }
    if (X509_sign(made.get(), key.get(), EVP_sha256()) == 0) throw std::runtime_error{"cannot sign a certificate"};
    return {as_pem([&](BIO* out) { return PEM_write_bio_X509(out, made.get()); }), as_pem([&](BIO* out) {
                return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
            })};
}

/// Returns a key as PEM, encrypted with a password.
inline std::string locked(const std::string& key_text, const std::string& password) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> in{
        BIO_new_mem_buf(key_text.data(), static_cast<int>(key_text.size())), &BIO_free};
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{
        PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free};
    return as_pem([&](BIO* out) {
        return PEM_write_bio_PKCS8PrivateKey(out, key.get(), EVP_aes_256_cbc(), password.data(),
                                             static_cast<int>(password.size()), nullptr, nullptr);
    });
}

/// A file that is deleted with this object.
class temporary_file {
public:
    explicit temporary_file(const std::string& content)
        : path_{(std::filesystem::temp_directory_path() / "calque-test-XXXXXX").string()} {
        const int handle = ::mkstemp(path_.data());
        if (handle < 0) throw std::runtime_error{"cannot make a temporary file"};
        ::close(handle);
        std::ofstream{path_} << content;
    }
    temporary_file(const temporary_file&) = delete;
    temporary_file& operator=(const temporary_file&) = delete;
    ~temporary_file() { std::filesystem::remove(path_); }

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    std::string path_;
};

} // namespace server
