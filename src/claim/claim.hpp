#pragma once

#include "claim/evidence.hpp"

#include <span>

namespace adamant {

enum class Kind { definition, theorem, conditional, literal_reading, canary, conjecture };

std::string_view name_of(Kind kind);

/// Where a claim is made: a key of docs/references.bib, or "note", and the place in it.
struct Source {
  std::string_view key;
  std::string_view place;
};

/// What a claim is wanted to be: a conjecture is measured, never passed.
enum class Wanted { holds, refuted, measured };

std::string_view name_of(Wanted wanted);

/// A formal statement that a machine tries to refute.
struct Claim {
  std::string_view id;    ///< permanent and never reused; a letter after the number is a part
  std::string_view name;  ///< the conclusion, then _of_ the hypotheses
  std::string_view states;
  std::string_view given;
  Source source;
  Kind kind = Kind::theorem;
  EvidenceList holds;
  std::string_view without{};  ///< of a conditional: the hypothesis that is dropped …
  Evidence fails_without{};    ///< … and the evidence that is then refuted
  std::string_view remark{};

  constexpr Wanted wanted() const {
    if (kind == Kind::conjecture) return Wanted::measured;
    return kind == Kind::literal_reading || kind == Kind::canary ? Wanted::refuted : Wanted::holds;
  }
  /// The catalogue's entry: the id without the letter of the part.
  constexpr std::string_view entry() const {
    return id.substr(0, id.find_last_of("0123456789") + 1);
  }
  constexpr std::string_view group() const { return id.substr(0, id.find_first_of("0123456789")); }
};

/// A subject's claims.
struct Group {
  std::string_view letter;
  std::string_view subject;
  std::span<const Claim> claims;
};

/// Every claim has an id, a source, hypotheses and evidence; every conditional shows that dropping its
/// hypothesis breaks it; no id is used twice; every group has a canary.
template <std::size_t n>
constexpr bool well_formed(const std::array<Claim, n>& claims) {
  bool canary = false;
  for (std::size_t i = 0; i < n; ++i) {
    const Claim& c = claims[i];
    if (c.id.empty() || c.name.empty() || c.states.empty() || c.given.empty() ||
        c.source.key.empty())
      return false;
    if (c.holds.size() == 0 && c.kind != Kind::conjecture) return false;
    if ((c.kind == Kind::conditional) != !c.without.empty()) return false;
    if (!c.without.empty() != static_cast<bool>(c.fails_without)) return false;
    canary = canary || c.kind == Kind::canary;
    for (std::size_t j = 0; j < i; ++j)
      if (claims[j].id == c.id || claims[j].name == c.name) return false;
  }
  return canary;
}

}  // namespace adamant
