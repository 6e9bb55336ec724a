// Where a vertex of a set is, in metres of the world: grass sways with the wind.
vec3 swayed() {
    vec3 place = in_position;
#ifdef GRASS
    float phase = dot(place.xy, vec2(0.55, 0.35));
    float gust = (0.55 + 0.45 * sin(wind.w * 1.7 - dot(place.xy, wind.xy) * 0.12 - phase * 0.4)) * wind.z;
    vec2 push = (wind.xy * 0.10 + vec2(0.05, 0.02)) * gust;
    push += vec2(sin(eye.w * 4.1 + phase * 5.0), cos(eye.w * 3.3 + phase * 4.0)) * (0.012 + 0.004 * length(wind.xy) * wind.z);
    place.xy += push * in_normal.w * 2.0;
#endif
    return place;
}
