// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

// The sanitizers that a test runs under: they use memory and stack, too. g++ reports them by macros, clang by features.
#if defined(__has_feature)
#define CALQUE_HAS_FEATURE(name) __has_feature(name)
#else
#define CALQUE_HAS_FEATURE(name) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || CALQUE_HAS_FEATURE(address_sanitizer)
inline constexpr bool under_asan = true;
#else
inline constexpr bool under_asan = false;
#endif

#if defined(__SANITIZE_THREAD__) || CALQUE_HAS_FEATURE(thread_sanitizer)
inline constexpr bool under_tsan = true;
#else
inline constexpr bool under_tsan = false;
#endif

#undef CALQUE_HAS_FEATURE
