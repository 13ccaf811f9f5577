# adamant_claim_tests(GROUPS letter… [LABELS label…] [CASES n] [TIMEOUT seconds])
#
# One test for each group, claims.<letter>, labelled with the letter besides: it checks the group's claims and
# compares them with the ledger. 25 cases a claim unless CASES says otherwise.
function(adamant_claim_tests)
  cmake_parse_arguments(PARSE_ARGV 0 claims "" "CASES;TIMEOUT" "GROUPS;LABELS")
  if(claims_UNPARSED_ARGUMENTS OR NOT claims_GROUPS)
    message(FATAL_ERROR "adamant_claim_tests: GROUPS is missing, or unknown words: ${claims_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT BUILD_TESTING)
    return()
  endif()
  if(NOT claims_CASES)
    set(claims_CASES 25)
  endif()
  if(NOT claims_TIMEOUT)
    set(claims_TIMEOUT 600)
  endif()
  foreach(group IN LISTS claims_GROUPS)
    add_test(NAME claims.${group}
      COMMAND adamant_program check ${group} --cases ${claims_CASES}
              --ledger ${PROJECT_SOURCE_DIR}/reports/ledger.json)
    set_tests_properties(claims.${group} PROPERTIES
      LABELS "${group};${claims_LABELS}" TIMEOUT ${claims_TIMEOUT})
  endforeach()
endfunction()
