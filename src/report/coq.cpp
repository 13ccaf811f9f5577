#include "report/coq.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace adamant {
namespace {

/// The tactics that are tried on every theorem.
constexpr std::string_view tactics = R"(Require Import Reals Lra Psatz.
Open Scope R_scope.

Lemma root_of_square_times : forall c x, 0 <= c -> sqrt (c * c * x) = c * sqrt x.
Proof. intros. rewrite sqrt_mult_alt by nra. rewrite sqrt_square by assumption. reflexivity. Qed.

Ltac plain := repeat match goal with x := _ : R |- _ => subst x end.
Ltac ways :=
  repeat match goal with
  | |- context [if ?d then _ else _] => destruct d
  | H : context [if ?d then _ else _] |- _ => destruct d
  end.
Ltac shown := solve [ assumption | lra | nra ].
Ltac no_zero :=
  solve [ assumption | lra
        | repeat apply Rmult_integral_contrapositive_currified; shown
        | apply Rgt_not_eq; nra | apply Rlt_not_eq; nra | nra ].
Ltac identity := solve [ ring | field; repeat split; no_zero ].
(* A root of c c x is c times the root of x, for what is known to be positive. *)
Ltac scaled_roots :=
  repeat match goal with
  | H : 0 < ?c |- context [sqrt ?x] =>
      match goal with
      | |- context [sqrt ?y] =>
          tryif constr_eq x y then fail else
          (let E := fresh in
           assert (E : x = c * c * y) by identity;
           rewrite E, (root_of_square_times c y) by lra; clear E)
      end
  end.
Ltac same_roots :=
  repeat match goal with
  | |- context [sqrt ?x] =>
      match goal with
      | |- context [sqrt ?y] =>
          tryif constr_eq x y then fail else (replace (sqrt x) with (sqrt y) by (f_equal; identity))
      end
  end.
(* A root is a number that is not negative, and its square is known. *)
Ltac roots :=
  repeat match goal with
  | |- context [sqrt ?x] =>
      let r := fresh "r" in
      pose proof (sqrt_pos x);
      try assert (sqrt x * sqrt x = x) by (apply sqrt_sqrt; shown);
      set (r := sqrt x) in *; clearbody r
  end.
Ltac closed := solve [ lra | identity | nra | exfalso; lra | exfalso; nra ].
Ltac split_all := repeat match goal with H : _ /\ _ |- _ => destruct H | H : _ \/ _ |- _ => destruct H end.
Ltac prove :=
  intros; plain;
  first [ closed
        | scaled_roots; closed
        | scaled_roots; same_roots; ways; closed
        | ways; split_all; closed
        | scaled_roots; same_roots; roots; ways; split_all; closed
        | split; prove | left; prove | right; prove ].
)";

std::string name_in_coq(const std::string& symbol) {
  std::string name;
  for (const char c : symbol)
    name += c == '^' ? "_to_the_" : c == '/' ? "_over_" : std::string(1, c);
  return std::isdigit(static_cast<unsigned char>(name[0])) ? "number_" + name : name;
}

/// Writes terms, those that occur more than once by name.
class Writer {
 public:
  void count(Formula f) {
    if (f.is_true() || f.is_false()) return;
    const FormulaNode& n = node_of(f);
    if (is_comparison(n)) {
      count(n.a);
      count(n.b);
    } else {
      count(n.p);
      count(n.q);
    }
  }
  /// let x7 := … in, for each term that occurs more than once; the inner ones first.
  std::string definitions() {
    std::string text;
    for (const auto& [id, uses] : uses_) {
      const Term x = Term::of_node(id);
      if (uses < 2 || is_leaf(x)) continue;
      text += fmt::format("  let value_{} := {} in\n", id, expression(x));
      named_.insert(id);
    }
    return text;
  }
  std::string of(Formula f) const {
    if (f.is_true()) return "True";
    if (f.is_false()) return "False";
    const FormulaNode& n = node_of(f);
    switch (n.kind) {
      case FormulaKind::less:
        return fmt::format("({} < {})", of(n.a), of(n.b));
      case FormulaKind::at_most:
        return fmt::format("({} <= {})", of(n.a), of(n.b));
      case FormulaKind::equal:
        return fmt::format("({} = {})", of(n.a), of(n.b));
      case FormulaKind::negation:
        return "(~ " + of(n.p) + ")";
      case FormulaKind::conjunction:
        return fmt::format("({} /\\ {})", of(n.p), of(n.q));
      case FormulaKind::disjunction:
        return is_negation(n.p)   ? fmt::format("({} -> {})", of(node_of(n.p).p), of(n.q))
               : is_negation(n.q) ? fmt::format("({} -> {})", of(node_of(n.q).p), of(n.p))
                                  : fmt::format("({} \\/ {})", of(n.p), of(n.q));
      case FormulaKind::constant:
        break;
    }
    return "True";
  }

 private:
  static bool is_comparison(const FormulaNode& n) {
    return n.kind == FormulaKind::less || n.kind == FormulaKind::at_most ||
           n.kind == FormulaKind::equal;
  }
  static bool is_negation(Formula f) { return node_of(f).kind == FormulaKind::negation; }
  static bool is_leaf(Term x) {
    return node_of(x).kind == TermKind::constant || node_of(x).kind == TermKind::symbol;
  }
  void count(Term x) {
    if (uses_[x.id()]++ > 0 || is_leaf(x)) return;
    const TermNode& n = node_of(x);
    count(n.a);
    if (n.kind != TermKind::root) count(n.b);
    if (n.kind == TermKind::choice) count(n.condition);
  }
  std::string of(Term x) const {
    return named_.contains(x.id()) ? fmt::format("value_{}", x.id()) : expression(x);
  }
  std::string expression(Term x) const {
    const TermNode& n = node_of(x);
    switch (n.kind) {
      case TermKind::constant:
        return denominator(n.value) == 1 && n.value >= 0 ? n.value.str()
                                                         : "(" + n.value.str() + ")";
      case TermKind::symbol:
        return name_in_coq(n.name);
      case TermKind::sum:
        return fmt::format("({} + {})", of(n.a), of(n.b));
      case TermKind::product:
        return fmt::format("({} * {})", of(n.a), of(n.b));
      case TermKind::quotient:
        return fmt::format("({} / {})", of(n.a), of(n.b));
      case TermKind::quotient_with_zero:
        return fmt::format("(if Req_EM_T {1} 0 then 0 else {0} / {1})", of(n.a), of(n.b));
      case TermKind::root:
        return fmt::format("(sqrt {})", of(n.a));
      case TermKind::choice:
        return choice(n.condition, of(n.a), of(n.b));
    }
    return "0";
  }
  std::string choice(Formula f, const std::string& a, const std::string& b) const {
    if (f.is_true() || f.is_false()) return f.is_true() ? a : b;
    const FormulaNode& n = node_of(f);
    switch (n.kind) {
      case FormulaKind::negation:
        return choice(n.p, b, a);
      case FormulaKind::conjunction:
        return choice(n.p, choice(n.q, a, b), b);
      case FormulaKind::disjunction:
        return choice(n.p, a, choice(n.q, a, b));
      default:
        return fmt::format("(if {} {} {} then {} else {})",
                           n.kind == FormulaKind::less      ? "Rlt_dec"
                           : n.kind == FormulaKind::at_most ? "Rle_dec"
                                                            : "Req_EM_T",
                           of(n.a), of(n.b), a, b);
    }
  }

  std::map<std::int32_t, int> uses_;
  std::set<std::int32_t> named_;
};

std::string theorem(int number, const std::vector<Hypothesis>& given, Formula conclusion) {
  std::set<std::string> names = symbols_of(conclusion);
  for (const Hypothesis& h : given)
    for (const std::string& name : symbols_of(h.condition)) names.insert(name);
  std::string text = fmt::format("\nTheorem claim{} :", number);
  if (!names.empty()) {
    text += " forall";
    for (const std::string& name : names) text += " " + name_in_coq(name);
    text += " : R,";
  }
  text += "\n";
  for (const Hypothesis& h : given) text += fmt::format("  {} ->\n", Writer{}.of(h.condition));
  Writer writer;
  writer.count(conclusion);
  text += writer.definitions();
  return text + "  " + writer.of(conclusion) + ".\nProof. prove. Qed.\n";
}

}  // namespace

std::string coq_file(std::string_view title, const std::vector<Hypothesis>& given,
                     const Question& question) {
  std::string text = fmt::format("(* {} *)\n{}", title, tactics);
  int number = 0;
  for (const Formula f : question.conclusions) text += theorem(++number, given, f);
  return text;
}

}  // namespace adamant
