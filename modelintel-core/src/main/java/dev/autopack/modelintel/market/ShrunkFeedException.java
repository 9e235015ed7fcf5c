package dev.autopack.modelintel.market;

/** A feed has lost so many offerings that it is more likely broken than right. */
public class ShrunkFeedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param before offerings last time
     * @param now offerings this time
     */
    public ShrunkFeedException(String source, int before, int now) {
        super(source + " had " + before + " offerings last time and has " + now
                + " now, more than 30 % fewer. Maybe it was cut off: fetch it again, or give --allow-shrink.");
    }
}
