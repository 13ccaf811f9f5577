#pragma once

namespace adamant::benchmarks {

/// MiB that a process at its peak holds which does nothing but a few steps of one run of n×n; by starting
/// this program again with --steps-for-memory n.
double peak_memory(long n);

/// What that process does.
void steps_for_memory(long n);

}  // namespace adamant::benchmarks
