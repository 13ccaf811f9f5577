#include "claim/witnesses.hpp"

#include "scalar/splitmix.hpp"

namespace adamant {
namespace {

/// How many draws are made, and how many of those that satisfy what is given are tried.
constexpr int draws = 500, tries = 20;

/// 0, 1, −1, …, 4 and what is between in eighths.
std::vector<Rational> small_numbers() {
  std::vector<Rational> list;
  for (const int q : {1, 2, 4, 8})
    for (int p = 0; p <= 4 * q; ++p)
      if (p % 2 == 1 || q == 1)
        for (const int s : {1, -1})
          if (p != 0 || s == 1) list.emplace_back(Rational(s * p) / q);
  return list;
}

/// What to try for a symbol whose value is x: x where it is short, x in 64ths, small numbers.
std::vector<Rational> candidates_near(const Rational& x) {
  static const std::vector<Rational> small = small_numbers();
  const Rational scaled = x * 64;
  std::vector<Rational> list{
      x, Rational(divide(numerator(scaled), denominator(scaled)).quotient) / 64};
  list.insert(list.end(), small.begin(), small.end());
  if (denominator(x) > 64) std::swap(list[0], list[2]);
  return list;
}

}  // namespace

Assignment Witnesses::all_at_half() const {
  Assignment all;
  for (const Hypothesis& h : instance_.given)
    for (const std::string& name : symbols_of(h.condition)) all[name] = Rational(1) / 2;
  return all;
}

Assignment Witnesses::values() {
  Assignment all = all_at_half();
  for (const std::string& name : symbols_) all[name] = solver_.value_of(name);
  return all;
}

std::string Witnesses::text_of(const Assignment& all) const {
  try {
    return evidence_.domain->text(evidence_.shape->fill(instance_.x, all));
  } catch (const std::invalid_argument&) {
    std::string text;
    for (const auto& [name, value] : all)
      text += (text.empty() ? "" : ", ") + name + " = " + value.str();
    return text;
  }
}

std::optional<Witness> Witnesses::replay(const Assignment& all, bool undefined_counts) const {
  if (!evidence_.exact) return std::nullopt;
  Instance x;
  try {
    x = evidence_.shape->fill(instance_.x, all);
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
  const Finding f = evidence_.exact(on_trial_, x);
  const bool undefined = f.failed || (!f.finite && !f.unable);
  const bool false_here = !undefined && !f.discarded && f.finite && !f.zero();
  if (false_here || (undefined && undefined_counts))
    return Witness{evidence_.domain->text(x), f.note};
  return std::nullopt;
}

std::optional<Witness> Witnesses::confirm(bool undefined_counts) {
  Assignment all = values();
  if (!replayed_) return Witness{text_of(all), "not replayed"};
  if (auto found = replay(all, undefined_counts)) return found;
  solver_.push();
  const bool fixed = fix_each(all);
  solver_.pop();
  return fixed ? replay(all, undefined_counts) : std::nullopt;
}

std::optional<Witness> Witnesses::draw(Formula given, bool undefined_counts) const {
  const std::vector<Rational> numbers = small_numbers();
  SplitMix random(symbols_.size());
  int tried = 0;
  for (int i = 0; i < draws && tried < tries; ++i) {
    Assignment all = all_at_half();
    for (const std::string& name : symbols_) all[name] = numbers[random.next() % numbers.size()];
    if (evaluate(given, all) != true) continue;
    ++tried;
    if (auto found = replay(all, undefined_counts)) return found;
  }
  return std::nullopt;
}

/// Asks again with one symbol after the other held at a number of few bits.
bool Witnesses::fix_each(Assignment& all) {
  for (const std::string& name : symbols_) {
    const Term symbol = Term::symbol(name);
    bool fixed = false;
    for (const Rational& candidate : candidates_near(all[name])) {
      if (fixed || solver_.seconds_left() <= 0) break;
      solver_.push();
      solver_.require(symbol == Term(candidate));
      fixed = solver_.check() == Answer::satisfiable;
      if (fixed) {
        for (auto& [other, value] : all) value = solver_.value_of(other);
        all[name] = candidate;
      }
      solver_.pop();
    }
    if (!fixed) return false;
    solver_.require(symbol == Term(all[name]));
  }
  return true;
}

}  // namespace adamant
