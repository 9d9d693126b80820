// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// The schema of transactions.

#include <calque/schema/transaction.hpp>
