#pragma once

namespace adamant::benchmarks {

/// MiB that a process at its peak holds which does nothing but a few steps of one run of n×n; by starting
/// this program again with --steps-for-memory n. Told by that process: its parent sees in ru_maxrss what the
/// parent itself held when it forked.
double peak_memory(long n);

/// What that process does; the peak, in KiB, is a line on standard output.
void steps_for_memory(long n);

}  // namespace adamant::benchmarks
