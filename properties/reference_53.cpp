#include "properties/reference.hpp"

template adamant::Implementation<double> adamant::reference_implementation();
