#pragma once

#include "claim/finding.hpp"

#include <span>
#include <string_view>

namespace adamant {

/// Never two values: what we cannot tell is undecided, and a bug or a crash is failed.
enum class Status { holds, refuted, undecided, failed };

std::string_view name_of(Status status);

struct TierFinding {
  int bits;
  Finding finding;

  /// c_p = log2(residual) + q p: bounded over the tiers where the relation is true, growing where not.
  double excess() const { return finding.log2_residual + finding.rate * bits; }
};

struct Judgement {
  Status status = Status::undecided;
  std::string reason;
};

/// The verdict on one instance from its findings over the tiers, in increasing precision.
///
///   holds    on at least three tiers every residual is finite and c_p ≤ log2(30 n) + log2 κ
///   refuted  the last c_p is beyond that bound and c grew by more than q/2 a bit over the last two
///            tiers; or no tier gave a finite residual
///
/// The second condition keeps a residual of 0 at one tier from making the next one look like growth.
Judgement judge_ladder(std::span<const TierFinding> tiers);

/// The verdict on one instance over an exact scalar: a residual of zero, nothing else, holds.
Judgement judge_exact(const Finding& finding);

/// The verdict on errors at h, h/2, h/4, …, from their orders log2(e(h)/e(h/2)): the claim's rate is the
/// order q.
///
///   holds    the last three halvings all have an order within 1/5 of q
///   refuted  the last order is below q − 1/2, and so is the one before it: the error does not follow h
Judgement judge_order(const Finding& finding);

/// Whether the errors say nothing of the order: all are rounding, at most 2^-80 where the scalar has 113 bits, or each of
/// the last three halvings has an order of q + 4/5 and more, because the leading term is zero on this instance. Such a case
/// is vacuous.
bool is_silent_on_order(const Finding& finding);

/// The verdict on one instance, or on a box, over balls.
///
///   holds    the intervals prove it
///   refuted  the intervals prove that it is false
///
/// Everything else is undecided: intervals that are too wide prove neither.
Judgement judge_enclosed(const Finding& finding);

}  // namespace adamant
