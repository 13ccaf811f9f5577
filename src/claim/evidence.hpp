#pragma once

#include "claim/instance.hpp"
#include "claim/relation.hpp"

#include <array>
#include <exception>

namespace adamant {

/// What is on trial. The court passes it on and never looks inside; `properties/` defines it, and a
/// deliberately wrong implementation can stand in its place.
struct OnTrial;
struct Shape;
template <class S>
struct Implementation;
template <Scalar S>
const Implementation<S>& implementation(const OnTrial& on_trial);

/// From the weakest to the strongest.
enum class EvidenceKind { none, measure, order, forall, witness, enclosed, exactly, proved };

std::string_view name_of(EvidenceKind kind);

/// A statement at one scalar, on one instance.
using Evaluate = Finding (*)(const OnTrial& on_trial, const Instance& instance);

/// The four tiers of the ladder, lowest first.
inline constexpr std::array<int, 4> ladder_bits{53, 113, 256, 512};

/// How a claim is to be tried: a statement compiled for the scalars that this kind of evidence needs.
struct Evidence {
  EvidenceKind kind = EvidenceKind::none;
  const Domain* domain = nullptr;
  std::array<Evaluate, 4> tiers{};  ///< by ladder_bits; null where the kind does not use the ladder
  Evaluate exact = nullptr;
  Evaluate halving = nullptr;    ///< of order evidence: the errors at h, h/2, h/4, …
  Evaluate enclosing = nullptr;  ///< over balls, at the precision that decides
  Evaluate symbolic = nullptr;   ///< on the symbols of a shape
  Evaluate unrolled =
      nullptr;  ///< of an induction: the claim itself, over the steps of the shape's size
  const Shape* shape = nullptr;
  std::string_view frozen{};  ///< of a witness or a box: the instance, as its domain writes it
  std::string_view scope = "instances";
  int degree = 0;  ///< of an identity of polynomials; 0: not one, or not stated

  constexpr explicit operator bool() const { return kind != EvidenceKind::none; }
  constexpr bool is_induction() const { return unrolled != nullptr; }
  /// Says for which inputs the evidence speaks beyond those that were tried, and where that is proved.
  constexpr Evidence with_scope(std::string_view words) const {
    Evidence e = *this;
    e.scope = words;
    return e;
  }
  /// A false identity of this degree survives one exact draw from a set of size |S| with probability
  /// at most degree/|S| (Schwartz–Zippel).
  constexpr Evidence of_degree(int d) const {
    Evidence e = *this;
    e.degree = d;
    return e;
  }
};

template <class Statement, class T, Scalar S>
Finding evaluate(const OnTrial& on_trial, const Instance& instance) {
  try {
    return Statement{}.template operator()<S>(implementation<S>(on_trial),
                                              *static_cast<const T*>(instance.get()));
  } catch (const Undecidable& question) {
    Finding f;
    f.unknown = true;
    f.note = std::string(question.what()) + " is not decided";
    return f;
  } catch (const std::exception& error) {
    Finding f;
    f.failed = true;
    f.note = error.what();
    return f;
  }
}

/// The errors of a discretisation at h = 2^-first, …, 2^-(first + 5), in 113 bits so that rounding stays
/// far below them. The statement returns the error at h, a number ≥ 0.
template <class Statement, class T, int order_in_fifths, int first>
Finding evaluate_order(const OnTrial& on_trial, const Instance& instance) {
  Finding f;
  f.rate = order_in_fifths / 5.0;
  try {
    bool any = false;
    for (int j = first; j < first + 6; ++j) {
      const Real113 e =
          Statement{}(implementation<Real113>(on_trial), *static_cast<const T*>(instance.get()),
                      power_of_two<Real113>(-j));
      f.finite = f.finite && is_finite(e);
      any = any || !is_zero(e);
      f.log2_errors.push_back(log2_magnitude(e));
      if (j > first) {
        f.note += f.note.empty() ? "orders " : ", ";
        f.note += std::to_string(f.log2_errors[f.log2_errors.size() - 2] - f.log2_errors.back());
      }
    }
    f.vacuous = !any;
  } catch (const std::exception& error) {
    f.failed = true;
    f.note = error.what();
  }
  return f;
}

template <class T, class Statement>
constexpr std::array<Evaluate, 4> on_the_ladder() {
  return {evaluate<Statement, T, double>, evaluate<Statement, T, Real113>,
          evaluate<Statement, T, Real256>, evaluate<Statement, T, Real512>};
}

/// For all x in the domain, at every tier: random instances on the precision ladder.
template <class T, class Statement>
constexpr Evidence forall(const DomainOf<T>& domain, Statement) {
  return {.kind = EvidenceKind::forall, .domain = &domain, .tiers = on_the_ladder<T, Statement>()};
}

/// For all x in the domain, without rounding: random instances over exact scalars.
template <class T, class Statement>
constexpr Evidence exactly(const DomainOf<T>& domain, Statement) {
  return {.kind = EvidenceKind::exactly, .domain = &domain, .exact = evaluate<Statement, T, Surd>};
}

/// For all x in the domain, the error of a discretisation falls like h^q, q = order_in_fifths/5: at
/// h = 2^-first and five halvings of it. What is dropped from the right-hand side must break it.
template <int order_in_fifths, int first, class T, class Statement>
constexpr Evidence order(const DomainOf<T>& domain, Statement) {
  return {.kind = EvidenceKind::order,
          .domain = &domain,
          .halving = evaluate_order<Statement, T, order_in_fifths, first>};
}

/// One frozen instance, without rounding.
template <class T, class Statement>
constexpr Evidence witness(const DomainOf<T>& domain, std::string_view frozen, Statement) {
  return {.kind = EvidenceKind::witness,
          .domain = &domain,
          .exact = evaluate<Statement, T, Surd>,
          .frozen = frozen};
}

/// One frozen instance on the ladder, where the statement needs an SVD or a root that is not exact.
template <class T, class Statement>
constexpr Evidence witness_on_the_ladder(const DomainOf<T>& domain, std::string_view frozen,
                                         Statement) {
  return {.kind = EvidenceKind::witness,
          .domain = &domain,
          .tiers = on_the_ladder<T, Statement>(),
          .frozen = frozen};
}

/// Up to five pieces of evidence for one claim.
struct EvidenceList {
  std::array<Evidence, 5> items{};

  constexpr EvidenceList() = default;
  constexpr EvidenceList(Evidence e) : items{e} {}  // NOLINT: a claim with one kind reads as such
  constexpr EvidenceList(Evidence a, Evidence b) : items{a, b} {}
  constexpr EvidenceList(Evidence a, Evidence b, Evidence c) : items{a, b, c} {}
  constexpr EvidenceList(Evidence a, Evidence b, Evidence c, Evidence d) : items{a, b, c, d} {}
  constexpr EvidenceList(Evidence a, Evidence b, Evidence c, Evidence d, Evidence e)
      : items{a, b, c, d, e} {}

  /// One more.
  constexpr EvidenceList with(Evidence e) const {
    EvidenceList list = *this;
    list.items[static_cast<std::size_t>(size())] = e;
    return list;
  }

  constexpr int size() const {
    int n = 0;
    for (const Evidence& e : items) n += e ? 1 : 0;
    return n;
  }
  constexpr const Evidence* begin() const { return items.data(); }
  constexpr const Evidence* end() const { return items.data() + size(); }
};

/// One statement, tried both ways: on the ladder and without rounding.
template <class T, class Statement>
constexpr EvidenceList forall_and_exactly(const DomainOf<T>& domain, Statement statement) {
  return {forall(domain, statement), exactly(domain, statement)};
}

}  // namespace adamant
