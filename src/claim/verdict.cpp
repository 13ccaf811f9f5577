#include "claim/verdict.hpp"

#include <algorithm>

namespace adamant {
namespace {

/// What bars a verdict whatever the residual is.
bool barred(const Finding& f, Judgement& judgement) {
  if (f.failed) judgement = {Status::failed, f.note};
  if (f.unable)
    judgement = {Status::undecided, "the exact scalar cannot represent a value: " + f.note};
  return f.failed || f.unable;
}

}  // namespace

std::string_view name_of(Status status) {
  switch (status) {
    case Status::holds:
      return "holds";
    case Status::refuted:
      return "refuted";
    case Status::undecided:
      return "undecided";
    case Status::failed:
      return "failed";
  }
  return "failed";
}

Judgement judge_ladder(std::span<const TierFinding> tiers) {
  Judgement judgement;
  for (const auto& [bits, f] : tiers)
    if (barred(f, judgement)) return judgement;
  const auto finite = [](const TierFinding& t) {
    return t.finding.finite && !std::isnan(t.finding.log2_residual) &&
           (t.finding.zero() || std::isfinite(t.finding.log2_residual));
  };
  const auto small = [&](const TierFinding& t) {
    return finite(t) && t.excess() <= t.finding.log2_bound();
  };
  if (tiers.size() < 3) return {Status::undecided, "fewer than three tiers"};
  if (std::all_of(tiers.begin(), tiers.end(), small)) return {Status::holds, ""};
  if (std::none_of(tiers.begin(), tiers.end(), finite))
    return {Status::refuted, "not a finite number at any tier"};

  const TierFinding &last = tiers.back(), &before = tiers[tiers.size() - 2];
  if (!finite(last)) return {Status::undecided, "not a finite number at the last tier"};
  const double growth = finite(before) ? last.excess() - before.excess() : 0;
  if (last.excess() > last.finding.log2_bound() &&
      growth > last.finding.rate * (last.bits - before.bits) / 2)
    return {Status::refuted, last.finding.note};
  return {Status::undecided, "the residual neither follows the precision nor stays behind it"};
}

Judgement judge_exact(const Finding& f) {
  Judgement judgement;
  if (barred(f, judgement)) return judgement;
  if (!f.finite) return {Status::refuted, "undefined where a value is claimed: " + f.note};
  if (f.zero()) return {Status::holds, ""};
  return {Status::refuted, f.note};
}

Judgement judge_enclosed(const Finding& f) {
  Judgement judgement;
  if (barred(f, judgement)) return judgement;
  if (f.unknown || !f.finite) return {Status::undecided, f.note};
  if (f.zero()) return {Status::holds, ""};
  return {Status::refuted, f.note};
}

bool is_silent_on_order(const Finding& f) {
  const auto& e = f.log2_errors;
  if (f.failed || f.unable || !f.finite || e.size() < 4) return false;
  if (std::all_of(e.begin(), e.end(), [](double a) { return a <= -80; })) return true;
  for (std::size_t j = e.size() - 3; j < e.size(); ++j)
    if (!(e[j - 1] - e[j] >= f.rate + 0.8)) return false;
  return true;
}

Judgement judge_order(const Finding& f) {
  Judgement judgement;
  if (barred(f, judgement)) return judgement;
  if (!f.finite) return {Status::refuted, "not a finite error: " + f.note};
  const auto& e = f.log2_errors;
  if (e.size() < 4) return {Status::undecided, "fewer than three halvings"};
  double least = std::numeric_limits<double>::infinity(), most = -least;
  for (std::size_t j = e.size() - 3; j < e.size(); ++j) {
    least = std::fmin(least, e[j - 1] - e[j]);
    most = std::fmax(most, e[j - 1] - e[j]);
  }
  if (least >= f.rate - 0.2 && most <= f.rate + 0.2) return {Status::holds, ""};
  const std::size_t last = e.size() - 1;
  if (e[last - 1] - e[last] < f.rate - 0.5 && e[last - 2] - e[last - 1] < f.rate - 0.5)
    return {Status::refuted, f.note};
  return {Status::undecided, "not in the asymptotic range: " + f.note};
}

}  // namespace adamant
