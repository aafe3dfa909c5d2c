# Sums up surefire's reports: the ten slowest classes, what was skipped for want of data, and the plain closing line.

function attribute(name,    found) {
    found = match($0, "[ \t]" name "=\"[^\"]*\"")
    if (!found) return ""
    return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
}

# The element may run over several lines; its attributes come before anything else of the report.
/<testsuite[ \t]/ { inside = 1 }
inside {
    if (attribute("name") != "") suite = attribute("name")
    if (attribute("time") != "") seconds[suite] = attribute("time")
    tests += attribute("tests")
    errors += attribute("errors") + attribute("failures")
    skipped += attribute("skipped")
    if (/>/) inside = 0
}
/<skipped/ && /DEPESCHE_TEST_DATA/ { withoutData++ }

END {
    print "The slowest test classes:"
    for (rank = 1; rank <= 10; rank++) {
        slowest = ""
        for (suite in seconds)
            if (slowest == "" || seconds[suite] + 0 > seconds[slowest] + 0) slowest = suite
        if (slowest == "") break
        printf "%8.1f s  %s\n", seconds[slowest], slowest
        delete seconds[slowest]
    }
    if (withoutData) printf "%d tests skipped, because there is no test data at DEPESCHE_TEST_DATA (../shared/data)\n", withoutData
    printf "%d passed, %d failed, %d skipped\n", tests - errors - skipped, errors, skipped
}
