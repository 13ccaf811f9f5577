#include "scalar/matrix_operators.hpp"

#include "scalar/ball.hpp"
#include "scalar/rational.hpp"
#include "scalar/surd.hpp"
#include "scalar/term.hpp"
#include "scalar/tier.hpp"

namespace adamant {
namespace {

/// What Eigen's own operators see.
template <class M>
const Eigen::MatrixBase<M>& eigen(const M& A) {
  return A;
}

}  // namespace

template <Evaluated S, int columns>
Columns<S, columns> operator+(const Columns<S, columns>& A, const Columns<S, columns>& B) {
  return eigen(A) + eigen(B);
}
template <Evaluated S, int columns>
Columns<S, columns> operator-(const Columns<S, columns>& A, const Columns<S, columns>& B) {
  return eigen(A) - eigen(B);
}
template <Evaluated S, int columns>
Columns<S, columns> operator-(const Columns<S, columns>& A) {
  return -eigen(A);
}
template <Evaluated S, int columns>
Columns<S, columns> operator*(const S& c, const Columns<S, columns>& A) {
  return c * eigen(A);
}
template <Evaluated S, int columns>
Columns<S, columns> operator*(const Columns<S, columns>& A, const S& c) {
  return eigen(A) * c;
}
template <Evaluated S, int columns>
Columns<S, columns> operator/(const Columns<S, columns>& A, const S& c) {
  return eigen(A) / c;
}
template <Evaluated S, int columns>
Columns<S, columns> operator*(const Columns<S, Eigen::Dynamic>& A, const Columns<S, columns>& B) {
  return eigen(A) * eigen(B);
}
template <Evaluated S, int columns>
Columns<S, columns> product_of_transpose(const Columns<S, Eigen::Dynamic>& A,
                                         const Columns<S, columns>& B) {
  return eigen(A).transpose() * eigen(B);
}
template <Evaluated S>
Columns<S, Eigen::Dynamic> product_with_transpose(const Columns<S, Eigen::Dynamic>& A,
                                                  const Columns<S, Eigen::Dynamic>& B) {
  return eigen(A) * eigen(B).transpose();
}
template <Evaluated S>
Columns<S, Eigen::Dynamic> operator*(const Columns<S, Eigen::Dynamic>& A,
                                     const Eigen::DiagonalWrapper<const Columns<S, 1>>& d) {
  return eigen(A) * d;
}

#define ADAMANT_OPERATORS(S, columns)                                                             \
  template Columns<S, columns> operator+(const Columns<S, columns>&, const Columns<S, columns>&); \
  template Columns<S, columns> operator-(const Columns<S, columns>&, const Columns<S, columns>&); \
  template Columns<S, columns> operator-(const Columns<S, columns>&);                             \
  template Columns<S, columns> operator*(const S&, const Columns<S, columns>&);                   \
  template Columns<S, columns> operator*(const Columns<S, columns>&, const S&);                   \
  template Columns<S, columns> operator/(const Columns<S, columns>&, const S&);                   \
  template Columns<S, columns> operator*(const Columns<S, Eigen::Dynamic>&,                       \
                                         const Columns<S, columns>&);                             \
  template Columns<S, columns> product_of_transpose(const Columns<S, Eigen::Dynamic>&,            \
                                                    const Columns<S, columns>&);
#define ADAMANT_OPERATORS_OF(S)                                                                  \
  ADAMANT_OPERATORS(S, Eigen::Dynamic)                                                           \
  ADAMANT_OPERATORS(S, 1)                                                                        \
  template Columns<S, Eigen::Dynamic> product_with_transpose(const Columns<S, Eigen::Dynamic>&,  \
                                                             const Columns<S, Eigen::Dynamic>&); \
  template Columns<S, Eigen::Dynamic> operator*(                                                 \
      const Columns<S, Eigen::Dynamic>&, const Eigen::DiagonalWrapper<const Columns<S, 1>>&);

ADAMANT_OPERATORS_OF(double)
ADAMANT_OPERATORS_OF(Real113)
ADAMANT_OPERATORS_OF(Real256)
ADAMANT_OPERATORS_OF(Real512)
ADAMANT_OPERATORS_OF(Rational)
ADAMANT_OPERATORS_OF(Surd)
ADAMANT_OPERATORS_OF(Ball)
ADAMANT_OPERATORS_OF(Term)

}  // namespace adamant
