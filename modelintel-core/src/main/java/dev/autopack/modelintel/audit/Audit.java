package dev.autopack.modelintel.audit;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What an audit of a code base found.
 *
 * @param filesScanned how many files were searched to their end
 * @param binaryFiles how many files were left out because they are not text
 * @param symbolicLinks how many links were not followed
 * @param matches the names, by path, line and column
 * @param skipped what could not be searched, by path
 */
public record Audit(
        long filesScanned, long binaryFiles, long symbolicLinks, List<Match> matches, List<Skipped> skipped) {

    public Audit {
        matches = matches.stream().sorted(Match.BY_POSITION).toList();
        skipped = skipped.stream().sorted(Comparator.comparing(Skipped::path)).toList();
    }

    /** This audit with the matches that the baseline accepts marked. */
    public Audit accepting(Baseline baseline) {
        return withMatches(baseline::accept);
    }

    /** Only the matches whose written or canonical name has a text in it, compared without regard to case. */
    public Audit filteredBy(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return withMatches(all -> all.stream()
                .filter(match -> match.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || match.canonical()
                                .filter(id ->
                                        id.value().toLowerCase(Locale.ROOT).contains(wanted))
                                .isPresent())
                .toList());
    }

    /** Those not accepted that have one of these names, or, if so wanted, are deprecated. */
    public List<Match> failures(Collection<String> names, boolean deprecated) {
        return matches.stream()
                .filter(match -> match.acceptance().isEmpty())
                .filter(match -> (deprecated && match.status() == NameStatus.DEPRECATED)
                        || names.stream().anyMatch(match::isNamed))
                .toList();
    }

    private Audit withMatches(UnaryOperator<List<Match>> change) {
        return new Audit(filesScanned, binaryFiles, symbolicLinks, change.apply(matches), skipped);
    }
}
