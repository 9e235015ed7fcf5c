package dev.autopack.modelintel.ingest;

/** How one outside source writes down what the market offers. */
interface MarketFormat {

    /**
     * Reads all that the text states; a record that is impossible is refused and the rest is taken.
     *
     * @throws BadInputException if the text is no document of this format
     */
    void read(SourceText text, FeedBuilder feed);
}
