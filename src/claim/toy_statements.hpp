#pragma once

#include "claim/evidence.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

/// Lists of integers, and statements on them whose truth is known: what the court is asked when it is itself on trial.
namespace adamant::toys {

using Numbers = std::vector<int>;

inline const Numbers& numbers(const Instance& x) { return *static_cast<const Numbers*>(x.get()); }
inline Instance instance_of(Numbers x) { return std::make_shared<const Numbers>(std::move(x)); }

/// Up to 1 + size/20 numbers between −9 and 9.
inline Instance draw(Random& random, int size) {
  Numbers x(static_cast<std::size_t>(random.between(1, 1 + size / 20)));
  for (int& a : x) a = static_cast<int>(random.between(-9, 9));
  return instance_of(std::move(x));
}

/// One number less, or one number nearer to zero.
inline std::vector<Instance> simpler(const Instance& instance) {
  const Numbers& x = numbers(instance);
  std::vector<Instance> list;
  for (std::size_t i = 0; i < x.size(); ++i) {
    Numbers y = x;
    y.erase(y.begin() + static_cast<std::ptrdiff_t>(i));
    if (!y.empty()) list.push_back(instance_of(std::move(y)));
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] == 0) continue;
    Numbers y = x;
    y[i] -= y[i] > 0 ? 1 : -1;
    list.push_back(instance_of(std::move(y)));
  }
  return list;
}

inline std::string text(const Instance& instance) {
  std::string s;
  for (const int a : numbers(instance)) s += (s.empty() ? "" : ",") + std::to_string(a);
  return s;
}

inline Instance parse(std::string_view s) {
  Numbers x;
  for (const char* p = s.data(); p < s.data() + s.size(); ++p) {
    const auto [end, error] = std::from_chars(p, s.data() + s.size(), x.emplace_back());
    if (error != std::errc{}) throw std::invalid_argument("not a list of integers");
    p = end;
  }
  return instance_of(std::move(x));
}

constinit const Domain lists{
    .name = "lists of integers",
    .what = "one to six numbers between -9 and 9",
    .draw = draw,
    .simpler = simpler,
    .text = text,
    .parse = parse,
    .features = [](const Instance&) { return std::vector<std::string>{}; }};

inline Finding found(bool holds) {
  Finding f;
  if (!holds) f.log2_residual = 0;
  return f;
}

inline int largest(const Instance& x) {
  return *std::max_element(numbers(x).begin(), numbers(x).end());
}

constexpr Evaluate tautology = [](const OnTrial&, const Instance&) { return found(true); };
constexpr Evaluate falsehood = [](const OnTrial&, const Instance&) { return found(false); };
constexpr Evaluate below_five = [](const OnTrial&, const Instance& x) {
  return found(largest(x) < 5);
};
constexpr Evaluate shorter_than_four = [](const OnTrial&, const Instance& x) {
  return found(numbers(x).size() < 4);
};
constexpr Evaluate nothing_compared = [](const OnTrial&, const Instance&) {
  Finding f;
  f.vacuous = true;
  return f;
};
/// Two in three are outside of the hypotheses.
constexpr Evaluate of_large_alone = [](const OnTrial&, const Instance& x) {
  Finding f;
  f.discarded = largest(x) < 7;
  return f;
};
constexpr Evaluate unknown = [](const OnTrial&, const Instance& x) {
  Finding f;
  f.unable = f.unknown = largest(x) == 3;
  return f;
};
constexpr Evaluate not_a_number = [](const OnTrial&, const Instance&) {
  Finding f;
  f.finite = false;
  f.log2_residual = std::nan("");
  return f;
};
constexpr Evaluate one_in_a_trillion = [](const OnTrial&, const Instance&) {
  Finding f;
  f.log2_residual = -40;
  return f;
};

/// An error of 2^-66 beside rounding at `bits`.
template <int bits>
constexpr Evaluate nearly_true = [](const OnTrial&, const Instance&) {
  Finding f;
  f.log2_residual = std::max(-66, 1 - bits);
  return f;
};
/// Rounding, thirty times larger than a single operation leaves.
template <int bits>
constexpr Evaluate rounded = [](const OnTrial&, const Instance&) {
  Finding f;
  f.log2_residual = 4.8 - bits;
  return f;
};
/// The rounding of a central difference, which loses a third of the digits.
template <int bits>
constexpr Evaluate of_a_difference = [](const OnTrial&, const Instance&) {
  Finding f;
  f.rate = 2.0 / 3;
  f.log2_residual = -f.rate * bits;
  return f;
};
/// Rounding that a condition number of 2^16 has enlarged, in a claim that states it.
template <int bits>
constexpr Evaluate ill_conditioned = [](const OnTrial&, const Instance&) {
  Finding f;
  f.log2_kappa = 16;
  f.log2_residual = 18 - bits;
  return f;
};
template <int order>
constexpr Evaluate converges = [](const OnTrial&, const Instance&) {
  Finding f;
  f.rate = 2;
  for (int j = 1; j <= 6; ++j) f.log2_errors.push_back(-order * j);
  return f;
};
/// Of order two, or where the largest number is even of order three: there the leading term is zero.
constexpr Evaluate converges_or_better = [](const OnTrial& on_trial, const Instance& x) {
  return largest(x) % 2 == 0 ? converges<3>(on_trial, x) : converges<2>(on_trial, x);
};
/// Rounding and nothing else at every h.
constexpr Evaluate at_rest = [](const OnTrial&, const Instance&) {
  Finding f;
  f.rate = 2;
  f.log2_errors = {-109, -110, -108, -111, -109, -112};
  return f;
};
/// The first halvings are of order two, the last are not.
constexpr Evaluate converges_at_first = [](const OnTrial&, const Instance&) {
  Finding f;
  f.rate = 2;
  f.log2_errors = {0, -2, -4, -5, -6, -7};
  return f;
};

}  // namespace adamant::toys
