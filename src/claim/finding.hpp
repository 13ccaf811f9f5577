#pragma once

#include "scalar/elementary.hpp"
#include "scalar/formula.hpp"
#include "scalar/truth.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace adamant {

/// What a relation left over at one scalar: the residual, relative to the terms that were compared.
struct Finding {
  double log2_residual = -std::numeric_limits<double>::infinity();  ///< −∞: identically zero
  bool finite = true;      ///< false: NaN or infinity where a number was claimed
  bool unable = false;     ///< the scalar cannot represent a value: nothing follows
  bool discarded = false;  ///< the instance does not satisfy the hypotheses
  bool vacuous = false;    ///< nothing was compared: every term is zero, or the set is empty
  bool unknown = false;    ///< over balls: they are too wide to tell
  bool failed = false;     ///< an exception: a bug of ours or of what is on trial
  double slack = std::numeric_limits<double>::infinity();  ///< of an inequality: (b − a)/scale
  long operations = 1;    ///< n of the bound log2(30 n): the longest chain of accumulation
  double log2_kappa = 0;  ///< condition number that the claim states
  double rate = 1;        ///< q: a true relation has residual ≤ 30 n κ u^q
  std::vector<double> log2_errors{};  ///< of order evidence: at h, h/2, h/4, …
  long parts = 0;                     ///< of a box: the parts on which the relation is certain
  Formula condition{};                ///< on symbols: the relation itself, and nothing of the above
  std::string where{};                ///< of a box: the part or point that decided, or stayed open
  std::string note;                   ///< both sides of what failed, or why nothing follows

  bool leaves_nothing() const { return std::isinf(log2_residual) && log2_residual < 0; }
  /// On symbols a branch: both ways are gone.
  bool zero() const { return leaves_nothing() && static_cast<bool>(condition); }
  /// log2 of what a true relation may leave at any tier, in units of u^q.
  double log2_bound() const {
    return std::log2(30.0 * static_cast<double>(operations < 1 ? 1 : operations)) + log2_kappa;
  }

  Finding&& over(long n) && {
    operations = n;
    return std::move(*this);
  }
  template <class S>
  Finding&& conditioned_by(const S& kappa) && {
    if constexpr (requires { kappa.reason(); }) return std::move(*this);
    log2_kappa = std::fmax(0, log2_magnitude(kappa));
    return std::move(*this);
  }
  Finding&& at_rate(double q) && {
    rate = q;
    return std::move(*this);
  }
  Finding&& provided(bool hypothesis) && {
    discarded = discarded || !hypothesis;
    return std::move(*this);
  }
  /// What is certain also where the hypothesis fails needs no hypothesis.
  Finding&& provided(Truth hypothesis) && {
    discarded = discarded || hypothesis == Truth::no;
    unknown = unknown || (hypothesis == Truth::unknown && !zero());
    return std::move(*this);
  }
  Finding&& provided(Formula hypothesis) && {
    condition = implies(hypothesis, condition);
    return std::move(*this);
  }
  Finding&& non_vacuous_if(bool compared) && {
    vacuous = vacuous || !compared;
    return std::move(*this);
  }
  Finding&& non_vacuous_if(Formula) && { return std::move(*this); }
};

}  // namespace adamant
