#include "generate_confusion.h"
#include "generate_io.h"
#include "generate_layer.h"
#include "generate_mbpp.h"
#include "generate_parts.h"

#include <string.h>

/*
 * Runs whose claims are false on purpose, each beside true ones; README.md lists what an audit
 * must say of them. The evidence is sound everywhere.
 */

/* clang-format off */
static const char *const layer_summary[] = {
"{",
"  \"overall_dominant_modality\": \"prosody\",",
"  \"average_dominance\": 0.0546,",
"  \"max_semantic_acc\": {",
"    \"layer\": 28,",
"    \"accuracy\": 0.8303673469387756",
"  },",
"  \"max_prosody_acc\": {",
"    \"layer\": 0,",
"    \"accuracy\": 0.8419591836734692",
"  },",
"  \"max_prosody_dominance\": {",
"    \"layer\": 5,",
"    \"dominance\": 0.21461224489795938",
"  },",
"  \"max_semantic_dominance\": {",
"    \"layer\": 26,",
"    \"dominance\": -0.041387755102040735",
"  },",
"  \"layer_trends\": {",
"    \"early_layers_dominance\": 0.1459,",
"    \"middle_layers_dominance\": 0.048,",
"    \"late_layers_dominance\": 0.0071",
"  },",
"  \"conflict_subset\": {",
"    \"avg_semantic_acc\": 0.7299,",
"    \"avg_prosody_acc\": 0.7895,",
"    \"avg_dominance\": 0.0596",
"  }",
"}",
};

static const char *const layer_dataset[] = {
"{",
"  \"total_samples\": 247,",
"  \"conflict_samples\": 197,",
"  \"consistent_samples\": 50,",
"  \"unique_texts\": 50,",
"  \"semantic_distribution\": {",
"    \"neutral\": 50,",
"    \"happy\": 49,",
"    \"sad\": 50,",
"    \"angry\": 49,",
"    \"surprised\": 49",
"  },",
"  \"prosody_distribution\": {",
"    \"neutral\": 49,",
"    \"happy\": 50,",
"    \"sad\": 47,",
"    \"angry\": 50,",
"    \"surprised\": 50",
"  }",
"}",
};

static const char *const class_metrics[] = {
"{",
"  \"accuracy\": 0.9083,",
"  \"macro_f1\": 0.8829,",
"  \"weighted_f1\": 0.8829,",
"  \"total_samples\": 125,",
"  \"correct\": 106",
"}",
};

static const char *const class_matrix[] = {
"{",
"  \"labels\": [\"neutral\", \"happy\", \"sad\"],",
"  \"matrix\": [[36, 3, 1], [4, 33, 3], [1, 2, 37]],",
"  \"total\": 121",
"}",
};

static const char *const class_summary[] = {
"# Evaluation Results Summary",
"",
"**Dataset:** held-out set (120 clips)  ",
"",
"## Overall Performance",
"",
"| Metric | Score |",
"|--------|-------|",
"| **Accuracy** | **88.33%** |",
"| **F1 Score** (weighted) | 91.20% |",
"",
"## Per-Class Performance",
"",
"| Emotion | Samples | % of Total | Correct | Accuracy | Performance |",
"|---------|---------|------------|---------|----------|-------------|",
"| **Neutral** | 40 | 33.3% | 36 | **90.00%** | Very Good |",
"| **Happy** | 40 | 33.3% | 35 | **87.50%** | Good |",
"| **Sad** | 40 | 33.3% | 37 | **92.50%** | Very Good |",
"",
"## Confusion Matrix",
"",
"```",
"                PREDICTED",
"                Neu  Hap  Sad  | Total",
"ACTUAL      -------------------+",
"  Neutral   |   36    3    1   |   40",
"  Happy     |    4   33    3   |   40",
"  Sad       |    1    2   37   |   41",
"            -------------------+",
"  Total     |   41   38   41   |  121",
"```",
"",
"## Error Analysis",
"",
"### Top Misclassification Patterns",
"",
"| True Label | Predicted | Count | Possible Reasons |",
"|------------|-----------|-------|------------------|",
"| Happy | Neutral | 4 | Subtle expressions |",
"| Sad | Happy | 2 | Mixed emotions |",
"| Happy | Sad | 3 | Low arousal |",
};

static const char *const paper_results[] = {
"{",
"  \"metadata\": {",
"    \"timestamp\": \"20251011_120000\",",
"    \"datetime\": \"2025-11-10T12:00:00\",",
"    \"model_type\": \"TTT\",",
"    \"config\": {",
"      \"sblimp_max_pairs\": 1000,",
"      \"swuggy_max_pairs\": 2000,",
"      \"tstory_max_pairs\": 2000,",
"      \"sstory_max_pairs\": 2000",
"    }",
"  },",
"  \"results\": {",
"    \"sblimp\": {",
"      \"accuracy\": 0.521,",
"      \"samples\": 2000,",
"      \"correct\": 1042",
"    },",
"    \"swuggy\": {",
"      \"accuracy\": 0.5905,",
"      \"samples\": 2000,",
"      \"correct\": 1019",
"    },",
"    \"tstory\": {",
"      \"accuracy\": 0.55,",
"      \"samples\": 1871",
"    },",
"    \"sstory\": {",
"      \"accuracy\": 0.5323356493853554,",
"      \"samples\": 1871,",
"      \"correct\": 996",
"    },",
"    \"librilight\": {",
"      \"perplexity_8k\": 11.023176380641601,",
"      \"perplexity_16k\": 0.0,",
"      \"slope\": -1.2e-05",
"    },",
"    \"aggregate\": {",
"      \"paper_metrics_avg\": 0.5585",
"    }",
"  }",
"}",
};

static const char *const mbpp_analysis[] = {
"{",
"  \"total_problems\": 24,",
"  \"passed_problems\": 12,",
"  \"pass_rate\": 0.5,",
"  \"difficulty_breakdown\": {",
"    \"easy\": {",
"      \"total\": 9,",
"      \"passed\": 9,",
"      \"pass_rate\": 1.0",
"    },",
"    \"medium\": {",
"      \"total\": 7,",
"      \"passed\": 3,",
"      \"pass_rate\": 0.43",
"    },",
"    \"hard\": {",
"      \"total\": 8,",
"      \"passed\": 0,",
"      \"pass_rate\": 0.0",
"    }",
"  }",
"}",
};
/* clang-format on */

#define LINES(text) text, sizeof text / sizeof text[0]

static void write_lines(const char *root, const char *path, const char *const *lines, size_t n)
{
    FILE *f = out_open(root, "false_claims/%s", path);

    for (size_t i = 0; i < n; i++)
        fprintf(f, "%s\n", lines[i]);
    out_close(f);
}

/* An assay.yaml makes a folder a run of its own, whatever lies beside it. */
static void write_title(const char *root, const char *folder, const char *format, const char *title)
{
    FILE *f = out_open(root, "false_claims/%s/assay.yaml", folder);

    fprintf(f, "title: %s\nformat: %s\n", title, format);
    out_close(f);
}

static void write_false_layers(const char *root)
{
    static struct layer_run run;

    layer_reference_run(&run);
    run.dir = "false_claims/layer_probe";
    layer_write_metrics(root, &run);
    write_lines(root, "layer_probe/summary.json", LINES(layer_summary));
    write_lines(root, "layer_probe/dataset_info.json", LINES(layer_dataset));
    write_title(root, "layer_probe", "layer-probe", "Layer probe with false claims");
}

static void write_false_classes(const char *root)
{
    static const struct confusion cm = {
        .n = 3,
        .labels = {"neutral", "happy", "sad"},
        .cell = {{36, 3, 1}, {4, 33, 3}, {1, 2, 37}},
    };
    struct rng rng = rng_seed(120);
    int cells[120], n = 0;
    FILE *f = out_open(root, "false_claims/classification/predictions.csv");

    for (int t = 0; t < cm.n; t++)
        for (int p = 0; p < cm.n; p++)
            for (int k = 0; k < cm.cell[t][p]; k++)
                cells[n++] = t * cm.n + p;
    rng_shuffle(&rng, cells, n);
    fputs("sample_id,true_label,predicted_label\n", f);
    for (int i = 0; i < n; i++)
        fprintf(f, "clip_%04d,%s,%s\n", i + 1, cm.labels[cells[i] / cm.n],
                cm.labels[cells[i] % cm.n]);
    out_close(f);
    write_lines(root, "classification/metrics.json", LINES(class_metrics));
    write_lines(root, "classification/confusion_matrix.json", LINES(class_matrix));
    write_title(root, "classification", "classification", "Predictions with false claims");
    write_lines(root, "summary_md/SUMMARY.md", LINES(class_summary));
    write_title(root, "summary_md", "classification", "Summary with false claims");
}

/* The test split of run 04 with another analysis: two passes more, one kind rounded coarsely. */
static void write_false_mbpp(const char *root)
{
    static struct problem problems[PROBLEMS];
    FILE *f = out_open(root, "false_claims/mbpp/01/evaluations/evaluation_results_all.json");
    struct json j = json_start(f, 2);

    mbpp_make(problems);
    json_open(&j, NULL, '[');
    for (int i = 0; i < mbpp_splits[0].count; i++) {
        json_open(&j, NULL, '{');
        mbpp_put_short(&j, &problems[i], problems[i].outcome[RUNS - 1]);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    out_close(f);
    write_lines(root, "mbpp/01/analysis_final_test.json", LINES(mbpp_analysis));
    write_title(root, "mbpp/01", "mbpp", "MBPP with false claims");
}

void write_false_claims(const char *root)
{
    write_false_layers(root);
    write_false_classes(root);
    write_false_mbpp(root);
    write_lines(root, "paper_metrics/run_20251011_120000_ttt/results.json", LINES(paper_results));
}
