#include "check.h"
#include "shown.h"

#include <stdio.h>
#include <string.h>

TEST(the_claims_of_a_file_are_shown_whatever_its_name)
{
    struct shown *shown =
        shown_new("seed=1)_metrics_per_layer.csv", "layer,semantic_acc,prosody_acc,dominance\n"
                                                   "0,0.5,0.25,0.25\n"
                                                   "1,0.75,0.5,0.25\n");
    const char *screen = shown_keys(shown, "files", "<enter>", 24, 100);

    if (!CHECK(strstr(screen, "› Audit") && strstr(screen, "dominance[1]")))
        printf("%s\n", screen);
    shown_free(shown);
}
