#include "properties/reference.hpp"

template adamant::Implementation<adamant::Term> adamant::reference_implementation();
