# Part of run.sh, which sources it: reports of many small runs.
# shellcheck shell=bash disable=SC2154 # variables of run.sh

report_counts="250 500 1000"

# small_runs COUNT DIR: as many classifications of 120 samples, each with a claim.
small_runs() {
    [ -d "$2" ] && return
    rm -rf "$2.new"
    for number in $(seq -w 1 "$1"); do
        mkdir -p "$2.new/run_$number"
        awk -v seed="$number" -v csv="$2.new/run_$number/predictions.csv" \
            -v json="$2.new/run_$number/metrics.json" 'BEGIN {
                srand(seed)
                print "id,label,prediction,score" >csv
                for (i = 1; i <= 120; i++) {
                    truth = int(rand() * 4)
                    answer = rand() < .8 ? truth : int(rand() * 4)
                    right += truth == answer
                    printf "s%d,c%d,c%d,%.3f\n", i, truth, answer, .5 + rand() / 2 >csv
                }
                printf "{\"accuracy\": %.4f}\n", right / 120 >json
            }'
    done
    mv "$2.new" "$2"
}

# Per run it is to cost the same however many there are, and memory is to stay.
report_growth() {
    awk -F "$tab" -v most="${report_counts##* }" '
        match($1, /^[0-9]+ runs, -j 1$/) {
            count = $1 + 0
            each = $3 / count
            if (!first) { first = count; each_first = each; peak_first = $8 }
            if (count == most)
                printf "%d runs for %d: cost of a run %.2f times, peak %.1f MiB for %.1f\n", most,
                    first, each / each_first, $8, peak_first
        }' "$dir/out/report/table.tsv"
}

bench_report() {
    most=${report_counts##* }
    # In memory, so that the program is measured and not the disk, where there is room.
    reports=$(mktemp -d /dev/shm/assay-bench-XXXXXX 2>/dev/null || mktemp -d "$dir/out/XXXXXX")
    echo "== reports of small runs (120 samples), md and json, written in ${reports%/*}"
    for count in $report_counts; do
        small_runs "$count" "$dir/small-$count"
    done
    for count in $report_counts; do
        for threads_asked in 1 2; do
            printf '%s runs, -j %s\t3\t%s\t%s\n' "$count" $threads_asked "$(du -sm "$dir/small-$count" | cut -f 1)" \
                "$assay report -q $dir/small-$count -o $reports/$count --to md,json -j $threads_asked"
        done
    done | measured report
    printf '%s runs, nothing changed\t3\t1\t%s\n' "$most" \
        "$assay report -q $dir/small-$most -o $reports/$most --to md,json --if-changed" |
        measured report-again
    rm -rf "$reports"
    report_growth
}
