#pragma once

#include <cstdint>
#include <string>

namespace adamant {

/// A condition on real symbols: the truth type of Term. Equal formulas are one node, so they are the same id.
///
/// Where code must branch on a formula that is neither always true nor always false, it goes both ways, one
/// after the other (symbolic.hpp); outside of such a run that is Undecidable.
class Formula {
 public:
  constexpr Formula() = default;                                  ///< true
  constexpr Formula(bool truth) : id_(truth ? always : never) {}  // NOLINT: as bool stands for it
  constexpr std::int32_t id() const { return id_; }
  static constexpr Formula of_node(std::int32_t id) {
    Formula f;
    f.id_ = id;
    return f;
  }

  constexpr bool is_true() const { return id_ == always; }
  constexpr bool is_false() const { return id_ == never; }
  explicit operator bool() const;

  friend Formula operator!(Formula a);
  friend Formula operator&&(Formula a, Formula b);
  friend Formula operator||(Formula a, Formula b);
  /// Both or neither; the same as equal ids only where both are constant.
  friend Formula operator==(Formula a, Formula b);
  friend Formula operator!=(Formula a, Formula b) { return !(a == b); }
  friend Formula operator&&(bool a, Formula b) { return Formula(a) && b; }
  friend Formula operator&&(Formula a, bool b) { return a && Formula(b); }
  /// Eigen's products ask whether an exact factor is zero this way.
  friend bool operator||(bool a, Formula b) { return a ? true : static_cast<bool>(b); }

 private:
  static constexpr std::int32_t always = 0, never = 1;
  std::int32_t id_ = always;
};

inline Formula implies(Formula a, Formula b) { return !a || b; }

/// As mathematics writes it: beta1 >= 0 and beta1 < 1.
std::string to_text(Formula f);

/// The condition as a bool where code branches: see Formula.
bool decide(Formula condition, const char* what);

}  // namespace adamant
