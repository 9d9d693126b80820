// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#ifndef CALQUE_SEPARATE_COMPILATION
#error "src_stand_in.hpp is for compiled mode: define CALQUE_SEPARATE_COMPILATION for every source file"
#endif

// The definitions of the stand-in, for one source file of a program; those of the rooms below it are in src.hpp and
// src_client.hpp.
#include <calque/stand_in/stand_in.ipp>
