#include "check.h"
#include "driven.h"

#include <stdio.h>
#include <string.h>

/* Two errors of four where "xyz" reads as calm: c2 is then right, s2 still wrong. */
TEST(errors_of_a_cohort_open_as_many_samples_as_they_count)
{
    struct temp_dir dir = temp_dir_new();
    struct driven *driven;

    temp_dir_write(&dir, "r/predictions.csv",
                   STR("id,truth,prediction\nc1,calm,calm\nc2,calm,xyz\nc3,calm,sad\n"
                       "s1,sad,sad\ns2,sad,xyz\n"));
    temp_dir_write(&dir, "r/assay.yaml", STR("labels: [calm, sad]\nfallback: calm\n"));
    driven = driven_new(dir.root, DRIVEN_WAITS, 40, 120);
    driven_keys(driven, "6 <tab>");
    if (!CHECK(driven_has(driven, "2 errors in 5 samples")))
        printf("%s\n", driven_text(driven));
    driven_command(driven, "goto 1");
    driven_keys(driven, "<enter>");
    if (!CHECK(driven_has(driven, "1 of 5 samples")) || !CHECK(driven_has(driven, "c3")) ||
        !CHECK(!driven_has(driven, "c2")))
        printf("%s\n", driven_text(driven));
    driven_free(driven);
    temp_dir_remove(&dir);
}
