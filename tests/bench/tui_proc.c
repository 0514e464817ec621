#include "tui_proc.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

double proc_seconds(pid_t pid)
{
    char path[64], line[1024] = "";
    unsigned long user = 0, sys = 0;
    const char *end;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
    file = fopen(path, "r");
    if (!file)
        return 0.0;
    if (!fgets(line, sizeof(line), file))
        line[0] = '\0';
    fclose(file);
    end = strrchr(line, ')'); /* the name may hold anything */
    if (!end ||
        sscanf(end + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &sys) != 2)
        return 0.0;
    return (double)(user + sys) / (double)sysconf(_SC_CLK_TCK);
}

/* The sum of the numbers in lines that hold the text. */
static uint64_t sum_of(const char *path, const char *text)
{
    char line[256];
    uint64_t sum = 0;
    FILE *file = fopen(path, "r");

    if (!file)
        return 0;
    while (fgets(line, sizeof(line), file))
        if (strstr(line, text) && strchr(line, ':'))
            sum += strtoull(strchr(line, ':') + 1, NULL, 10);
    fclose(file);
    return sum;
}

uint64_t proc_switches(pid_t pid)
{
    char path[400];
    uint64_t sum = 0;
    struct dirent *entry;
    DIR *folder;

    snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
    folder = opendir(path);
    while (folder && (entry = readdir(folder))) {
        snprintf(path, sizeof(path), "/proc/%d/task/%s/status", (int)pid, entry->d_name);
        if (entry->d_name[0] != '.')
            sum += sum_of(path, "voluntary_ctxt_switches");
    }
    if (folder)
        closedir(folder);
    return sum;
}

double proc_peak(pid_t pid)
{
    char path[64];

    snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
    return (double)sum_of(path, "VmHWM") / 1024.0;
}
